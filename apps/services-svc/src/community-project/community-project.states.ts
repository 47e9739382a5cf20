import { stateMachine } from '@jinlin/state-machine';
import type { CommunityProjectAction, CommunityProjectState } from '../generated/graphql';

/** The life of a project. */
export const communityProjectStates = stateMachine<CommunityProjectState, CommunityProjectAction>({
  RUNNING: { END: 'ENDED' },
  ENDED: {},
});
