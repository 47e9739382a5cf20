import type { Life } from '@jinlin/acts';
import type { CommunityWorkerAction, CommunityWorkerState } from '../generated/graphql';
import { CommunityWorker } from './community-worker.entity';
import { communityWorkerStates } from './community-worker.states';

/** The post that every community worker holds at the community. */
export const POST = 'COMMUNITY_WORKER';

/** What the acts on community workers have in common. Their events say where, but neither who nor of which grade. */
export const communityWorkerLife: Life<CommunityWorker, CommunityWorkerState, CommunityWorkerAction> = {
  entity: CommunityWorker,
  name: 'CommunityWorker',
  event: 'community-worker',
  states: communityWorkerStates,
  tell: ({ areaId, fromOn, toOn }) => ({ areaId, fromOn, toOn }),
};
