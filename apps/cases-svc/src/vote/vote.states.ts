import { stateMachine } from '@jinlin/state-machine';
import type { VoteAction, VoteState } from '../generated/graphql';

/** The life of a vote. */
export const voteStates = stateMachine<VoteState, VoteAction>({
  OPEN: { CAST: 'OPEN', CLOSE: 'CLOSED', CALL_OFF: 'CALLED_OFF' },
  CLOSED: {},
  CALLED_OFF: {},
});
