import { stateMachine } from '@jinlin/state-machine';
import type { MediationSessionAction, MediationSessionState } from '../generated/graphql';

/** The life of a meeting of the parties. */
export const sessionStates = stateMachine<MediationSessionState, MediationSessionAction>({
  SCHEDULED: { MOVE: 'SCHEDULED', HOLD: 'HELD', CANCEL: 'CANCELLED' },
  HELD: {},
  CANCELLED: {},
});
