import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { appointmentsFollow } from '../appointment/appointment.estate';
import { type Estate, leaveSeats, passing } from '../area/area.estate';
import { Unit } from './unit.entity';
import { unitLife } from './unit.life';

/** Units sit in the area that takes them, and keep their heads. */
export const unitEstate: Estate<Unit> = {
  title: { en: 'units', zh: '单位' },
  standingAt: ({ tx }, areaIds) => tx.findBy(Unit, { areaId: In([...areaIds]), state: 'ACTIVE' }),
  async passOn(act, units, heir, on) {
    const ids = units.map(({ id }) => id);
    await leaveSeats(act, units, on);
    await appointmentsFollow(act, 'unitId', ids, heir, on);
    await carryAll(act, unitLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};
