import { stateMachine } from '@jinlin/state-machine';
import type { NeighbourCallAction, NeighbourCallState } from '../generated/graphql';

/** The life of a call that rings one neighbour after another. */
export const neighbourCallStates = stateMachine<NeighbourCallState, NeighbourCallAction>({
  RINGING: { ANSWER: 'ANSWERED', RISE: 'RINGING', GIVE_UP: 'UNANSWERED' },
  ANSWERED: { FINISH: 'HELPED' },
  HELPED: {},
  UNANSWERED: {},
});
