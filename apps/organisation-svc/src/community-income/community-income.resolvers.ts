import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { enterCommunityIncome, reverseCommunityIncome } from './community-income.service';
import { communityIncomeStates } from './community-income.states';
import { modelOf } from './income-models';

export const communityIncomeResolvers: Resolvers = {
  Query: {
    communityIncomeEntry: (_, { id }, { load }) => load.communityIncomeEntry.load(id),
    communityIncome: (_, args, ctx) => listWithin(ctx, args, ctx.load.communityIncomeWithin),
    communityIncomeModels: (_, { localityCode }, { localities }) => [
      ...(localities.holding(localityCode)?.incomeModels ?? []),
    ],
  },
  Mutation: {
    enterCommunityIncome: (_, { input }, ctx) => enterCommunityIncome(ctx, input),
    reverseCommunityIncome: (_, { input }, ctx) => reverseCommunityIncome(ctx, input),
  },
  Area: {
    communityEconomy: async ({ code, path }, { year }, { load }) => ({
      code,
      ...(await load.communityEconomy(year).load(path)),
    }),
  },
  CommunityEconomy: {
    byModel: ({ code, byModel }, _, ctx) => {
      const models = ctx.localities.holding(code)?.incomeModels.map(({ key }) => key) ?? [];
      return byModel
        .map(({ model, ...sums }) => ({ model: modelOf(ctx, code, model), ...sums }))
        .sort((a, b) => models.indexOf(a.model.key) - models.indexOf(b.model.key));
    },
  },
  CommunityIncomeEntry: {
    __resolveReference: ({ id }, { load }) => load.communityIncomeEntry.load(id),
    availableActions: ({ state }) => communityIncomeStates.actions(state),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    model: async ({ areaId, model }, _, ctx) => {
      const community = await ctx.load.areasOn(null).byId.load(areaId);
      return modelOf(ctx, community!.code, model);
    },
    enterprise: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    reverses: ({ reversesId }, _, { load }) =>
      reversesId ? load.communityIncomeEntry.load(reversesId) : null,
    reversedBy: ({ id, state }, _, { load }) =>
      state === 'REVERSED' ? load.communityIncomeReversing.load(id) : null,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CommunityIncomeModel: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};
