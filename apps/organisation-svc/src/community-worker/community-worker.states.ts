import { stateMachine } from '@jinlin/state-machine';
import type { CommunityWorkerAction, CommunityWorkerState } from '../generated/graphql';

/** The service of a community worker: community, public institution, civil service (S17). Whoever comes back is hired anew. */
export const communityWorkerStates = stateMachine<CommunityWorkerState, CommunityWorkerAction>({
  SERVING: {
    REGRADE: 'SERVING',
    TRANSFER: 'SERVING',
    ASSESS: 'SERVING',
    ENTER_INSTITUTION: 'IN_INSTITUTION',
    ENTER_CIVIL_SERVICE: 'IN_CIVIL_SERVICE',
    LEAVE: 'LEFT',
  },
  IN_INSTITUTION: { ENTER_CIVIL_SERVICE: 'IN_CIVIL_SERVICE' },
  IN_CIVIL_SERVICE: {},
  LEFT: {},
});
