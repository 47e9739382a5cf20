import type { Resolvers } from '../generated/graphql';
import { socialServicesWithin } from './social-service.list';
import { endSocialService, reportSocialService, startSocialService } from './social-service.service';
import { socialServiceStates } from './social-service.states';

export const socialServiceResolvers: Resolvers = {
  Query: {
    socialService: (_, { id }, { load }) => load.socialService.load(id),
    socialServices: (_, args, ctx) => socialServicesWithin(ctx, args),
  },
  Mutation: {
    startSocialService: (_, { input }, ctx) => startSocialService(ctx, input),
    reportSocialService: (_, { input }, ctx) => reportSocialService(ctx, input),
    endSocialService: (_, { input }, ctx) => endSocialService(ctx, input),
  },
  SocialService: {
    __resolveReference: ({ id }, { load }) => load.socialService.load(id),
    availableActions: ({ state }) => socialServiceStates.actions(state),
    organisation: ({ organisationId }) => ({ id: organisationId }),
    area: ({ areaId }) => ({ id: areaId }),
    reports: ({ id }, _, { load }) => load.reportsOfSocialService.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
