import { stateMachine } from '@jinlin/state-machine';
import type {
  AttendanceSheetAction,
  AttendanceSheetState,
  JointActivityAction,
  JointActivityState,
} from '../generated/graphql';

/** The life of an activity. */
export const jointActivityStates = stateMachine<JointActivityState, JointActivityAction>({
  PLANNED: { MOVE: 'PLANNED', HOLD: 'HELD', CANCEL: 'CANCELLED' },
  HELD: {},
  CANCELLED: {},
});

/** The life of an attendance sheet. */
export const attendanceSheetStates = stateMachine<AttendanceSheetState, AttendanceSheetAction>({
  RECORDED: { CORRECT: 'RECORDED', STRIKE: 'STRUCK' },
  STRUCK: {},
});
