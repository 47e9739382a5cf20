import { stateMachine } from '@jinlin/state-machine';
import type {
  CourseAction,
  CourseEnrolmentAction,
  CourseEnrolmentState,
  CourseState,
} from '../generated/graphql';

/** The life of a course. */
export const courseStates = stateMachine<CourseState, CourseAction>({
  OPEN: { HOLD_SESSION: 'OPEN', COMPLETE: 'COMPLETED', CANCEL: 'CANCELLED' },
  COMPLETED: {},
  CANCELLED: {},
});

/** The life of an enrolment. */
export const enrolmentStates = stateMachine<CourseEnrolmentState, CourseEnrolmentAction>({
  ENROLLED: { WITHDRAW: 'WITHDRAWN', COMPLETE: 'COMPLETED', FALL_SHORT: 'NOT_COMPLETED' },
  WITHDRAWN: {},
  COMPLETED: {},
  NOT_COMPLETED: {},
});
