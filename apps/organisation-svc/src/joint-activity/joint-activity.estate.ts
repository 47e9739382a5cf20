import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { JointActivity } from './joint-activity.entity';
import { jointActivityLife } from './joint-activity.life';

/** What is planned is held at what came after; what was held stays where it was. */
export const jointActivityEstate: Estate<JointActivity> = {
  title: { en: 'planned activities', zh: '待举办活动' },
  standingAt: ({ tx }, areaIds) => tx.findBy(JointActivity, { areaId: In([...areaIds]), state: 'PLANNED' }),
  passOn: (act, activities, heir, on) =>
    carryAll(act, jointActivityLife, { ids: activities.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
