import { type Act, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { ResidentRegistration, ResidentSecret } from './resident-registration.entity';
import { residentRegistrationLife } from './resident-registration.life';
import { NOBODY } from './resident-registration.service';

/** Who was registered at a household that ends is registered there no more; what still waited is turned away. */
export async function endResidentRegistrationsAt(act: Act, areaIds: readonly string[]) {
  const standing = await act.tx.findBy(ResidentRegistration, {
    areaId: In([...areaIds]),
    state: In(['SUBMITTED', 'CONFIRMED']),
  });
  const idsOf = (wanted: ResidentRegistration['state']) =>
    standing.filter(({ state }) => state === wanted).map(({ id }) => id);

  await takeAll(act, residentRegistrationLife, { ids: idsOf('SUBMITTED'), action: 'REJECT' }, () => ({
    set: NOBODY,
    reason: 'AREA_ENDED',
  }));
  await takeAll(act, residentRegistrationLife, { ids: idsOf('CONFIRMED'), action: 'END' }, () => ({
    reason: 'AREA_ENDED',
  }));
  await act.tx.delete(ResidentSecret, { id: In(standing.map(({ id }) => id)) });
  await act.tx.query('update household_register set residents = 0 where area_id = any($1::uuid[])', [
    areaIds,
  ]);
}
