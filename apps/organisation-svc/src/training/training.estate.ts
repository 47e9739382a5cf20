import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { TrainingCourse } from './training.entity';
import { trainingCourseLife } from './training.life';

/** A course that is not finished is held by what came after. */
export const trainingCourseEstate: Estate<TrainingCourse> = {
  title: { en: 'courses', zh: '培训班' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(TrainingCourse, {
      where: { areaId: In([...areaIds]), state: 'PLANNED' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  passOn: (act, courses, heir, on) =>
    carryAll(act, trainingCourseLife, { ids: courses.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
