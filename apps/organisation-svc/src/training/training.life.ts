import type { Life } from '@jinlin/acts';
import type { TrainingCourseAction, TrainingCourseState } from '../generated/graphql';
import { TrainingCourse } from './training.entity';
import { trainingCourseStates } from './training.states';

/** What the acts on courses have in common. Their events say how many took part, but not who. */
export const trainingCourseLife: Life<TrainingCourse, TrainingCourseState, TrainingCourseAction> = {
  entity: TrainingCourse,
  name: 'TrainingCourse',
  event: 'training-course',
  states: trainingCourseStates,
  tell: ({ areaId, title, posts, fromOn, toOn, attendees }) => ({
    areaId,
    title,
    posts,
    fromOn,
    toOn,
    attendees,
  }),
};
