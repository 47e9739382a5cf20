import type { Resolvers } from '../generated/graphql';
import { communityProjectsWithin } from './community-project.list';
import { endCommunityProject, startCommunityProject } from './community-project.service';
import { communityProjectStates } from './community-project.states';

export const communityProjectResolvers: Resolvers = {
  Query: {
    communityProjects: (_, args, ctx) => communityProjectsWithin(ctx, args),
  },
  Mutation: {
    startCommunityProject: (_, { input }, ctx) => startCommunityProject(ctx, input),
    endCommunityProject: (_, { input }, ctx) => endCommunityProject(ctx, input),
  },
  CommunityProject: {
    __resolveReference: ({ id }, { load }) => load.communityProject.load(id),
    availableActions: ({ state }) => communityProjectStates.actions(state),
    enterprise: ({ enterpriseId }) => ({ id: enterpriseId }),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
