import { carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later, leaveSeats, passing } from '../area/area.estate';
import { Registration } from './registration.entity';
import { registrationLife } from './registration.life';

/** Whoever was registered is registered with what came after, under the same receipt; a unit only once. */
export const registrationEstate: Estate<Registration> = {
  title: { en: 'registrations', zh: '报到登记' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Registration, {
      where: { areaId: In([...areaIds]), state: 'ACTIVE' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, registrations, heir, on) {
    const standing = await act.tx.findBy(Registration, { areaId: heir.id, kind: 'UNIT', state: 'ACTIVE' });
    const there = new Set(standing.map(({ unitId }) => unitId));
    const isTwice = ({ kind, unitId }: Registration) => {
      if (kind !== 'UNIT') return false;
      if (there.has(unitId)) return true;
      there.add(unitId);
      return false;
    };
    const twice = registrations.filter(isTwice);
    const passed = registrations.filter((registration) => !twice.includes(registration));

    await takeAll(act, registrationLife, { ids: idsOf(twice), action: 'END' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn) },
      reason: 'REGISTERED_WITH_SUCCESSOR',
      facts: { to: on },
    }));
    await leaveSeats(act, passed, on);
    await carryAll(act, registrationLife, { ids: idsOf(passed), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
  },
};

const idsOf = (rows: readonly Registration[]) => rows.map(({ id }) => id);
