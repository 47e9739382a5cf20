import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { Honour } from './honour.entity';
import { honourLife } from './honour.life';

/** A recommendation of which nothing has come yet is followed up by what came after; an honour that stands stays. */
export const honourEstate: Estate<Honour> = {
  title: { en: 'recommendations for honours', zh: '荣誉推荐' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Honour, {
      where: { areaId: In([...areaIds]), state: In(['RECOMMENDED', 'CANDIDATE']) },
      order: { recommendedOn: 'asc', id: 'asc' },
    }),
  passOn: (act, honours, heir, on) =>
    carryAll(act, honourLife, { ids: honours.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
