import { stateMachine } from '@jinlin/state-machine';
import type { TrainingCourseAction, TrainingCourseState } from '../generated/graphql';

/** The life of a course. */
export const trainingCourseStates = stateMachine<TrainingCourseState, TrainingCourseAction>({
  PLANNED: { RECORD_ATTENDANCE: 'PLANNED', FINISH: 'HELD', CANCEL: 'CANCELLED' },
  HELD: {},
  CANCELLED: {},
});
