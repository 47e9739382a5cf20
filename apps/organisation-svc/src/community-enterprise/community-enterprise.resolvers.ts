import { areaById, listWithin } from '../area/area.find';
import { modelOf } from '../community-income/income-models';
import type { Resolvers } from '../generated/graphql';
import { endCommunityEnterprise, registerCommunityEnterprise } from './community-enterprise.service';
import { communityEnterpriseStates } from './community-enterprise.states';

export const communityEnterpriseResolvers: Resolvers = {
  Query: {
    communityEnterprise: (_, { id }, { load }) => load.communityEnterprise.load(id),
    communityEnterprises: (_, args, ctx) => listWithin(ctx, args, ctx.load.communityEnterprisesWithin),
  },
  Mutation: {
    registerCommunityEnterprise: (_, { input }, ctx) => registerCommunityEnterprise(ctx, input),
    endCommunityEnterprise: (_, { input }, ctx) => endCommunityEnterprise(ctx, input),
  },
  CommunityEnterprise: {
    __resolveReference: ({ id }, { load }) => load.communityEnterprise.load(id),
    availableActions: ({ state }) => communityEnterpriseStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    model: async ({ areaId, model }, _, ctx) => {
      const community = await ctx.load.areasOn(null).byId.load(areaId);
      return modelOf(ctx, community!.code, model);
    },
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    income: ({ id }, { year }, { load }) => load.incomeOfEnterprise(year).load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
