import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { Committee } from './committee.entity';
import { committeeLife } from './committee.life';

/** A committee goes on at the area that came after, with its seats. */
export const committeeEstate: Estate<Committee> = {
  title: { en: 'committees', zh: '领导小组' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Committee, {
      where: { areaId: In([...areaIds]), state: 'ACTIVE' },
      order: { foundedOn: 'asc', id: 'asc' },
    }),
  passOn: (act, committees, heir, on) =>
    carryAll(act, committeeLife, { ids: committees.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
