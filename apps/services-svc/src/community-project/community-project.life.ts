import type { Life } from '@jinlin/acts';
import type { CommunityProjectAction, CommunityProjectState } from '../generated/graphql';
import { CommunityProject } from './community-project.entity';
import { communityProjectStates } from './community-project.states';

/** What the acts on projects, and their loading, have in common. */
export const communityProjectLife: Life<CommunityProject, CommunityProjectState, CommunityProjectAction> = {
  entity: CommunityProject,
  name: 'CommunityProject',
  event: 'community_project',
  states: communityProjectStates,
  tell: ({ kind, enterpriseId, areaId }) => ({ kind, enterpriseId, areaId }),
};
