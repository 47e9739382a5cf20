import { carryAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { In, MoreThanOrEqual } from 'typeorm';
import { type Estate, leaveSeats, passing } from '../area/area.estate';
import { EmergencyPeriod } from './emergency.entity';
import { emergencyPeriodLife } from './emergency.life';

/** An emergency does not end because a boundary moves: it holds for what came after. */
export const emergencyPeriodEstate: Estate<EmergencyPeriod> = {
  title: { en: 'emergencies', zh: '应急期' },
  standingAt: ({ tx, now }, areaIds) =>
    tx.find(EmergencyPeriod, {
      where: { areaId: In([...areaIds]), state: 'CALLED', untilOn: MoreThanOrEqual(dateIn(now)) },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, emergencies, heir, on) {
    const ids = emergencies.map(({ id }) => id);
    await leaveSeats(act, emergencies, on);
    await carryAll(act, emergencyPeriodLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};
