import type { Life } from '@jinlin/acts';
import type { NeighbourCallAction, NeighbourCallState } from '../generated/graphql';
import { NeighbourCall } from './neighbour-call.entity';
import { neighbourCallStates } from './neighbour-call.states';

/** What the acts on calls and the clock have in common; each rise is the event that rings the next rung. */
export const neighbourCallLife: Life<NeighbourCall, NeighbourCallState, NeighbourCallAction> = {
  entity: NeighbourCall,
  name: 'NeighbourCall',
  event: 'neighbour_call',
  states: neighbourCallStates,
  tell: ({ caseId, channel, rung, risesAt }) => ({ caseId, channel, rung, risesAt }),
};
