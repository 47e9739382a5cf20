import { stateMachine } from '@jinlin/state-machine';
import type { CommunityEnterpriseAction, CommunityEnterpriseState } from '../generated/graphql';

/** How long a community runs an enterprise. */
export const communityEnterpriseStates = stateMachine<CommunityEnterpriseState, CommunityEnterpriseAction>({
  RUNNING: { END: 'ENDED' },
  ENDED: {},
});
