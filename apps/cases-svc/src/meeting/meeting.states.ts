import { stateMachine } from '@jinlin/state-machine';
import type { MeetingAction, MeetingState } from '../generated/graphql';

/** The life of a meeting. */
export const meetingStates = stateMachine<MeetingState, MeetingAction>({
  CALLED: { OPEN: 'OPEN', CANCEL: 'CANCELLED' },
  OPEN: { CLOSE: 'HELD' },
  HELD: {},
  CANCELLED: {},
});
