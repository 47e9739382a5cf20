import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { powerOf } from '../power-list/powers';
import { answerPowerUse, exercisePower, withdrawPowerUse } from './power-use.service';
import { powerUseStates } from './power-use.states';

export const powerUseResolvers: Resolvers = {
  Query: {
    powerUse: (_, { id }, { load }) => load.powerUse.load(id),
    powerUses: (_, args, ctx) => listWithin(ctx, args, ctx.load.powerUsesWithin),
  },
  Mutation: {
    exercisePower: (_, { input }, ctx) => exercisePower(ctx, input),
    answerPowerUse: (_, { input }, ctx) => answerPowerUse(ctx, input),
    withdrawPowerUse: (_, { input }, ctx) => withdrawPowerUse(ctx, input),
  },
  Unit: {
    powerUses: ({ id }, page, { load }) => load.powerUsesOfUnit(id, { ...page, where: {} }),
  },
  PowerUse: {
    __resolveReference: ({ id }, { load }) => load.powerUse.load(id),
    availableActions: ({ state }) => powerUseStates.actions(state),
    office: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    power: async ({ areaId, power }, _, ctx) => {
      const office = await ctx.load.areasOn(null).byId.load(areaId);
      return powerOf(ctx, office!.code, power);
    },
    list: async ({ listId }, _, { load }) => (await load.powerList.load(listId))!,
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    on: ({ day }) => day,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
