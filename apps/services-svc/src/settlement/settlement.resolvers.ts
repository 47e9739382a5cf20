import { canteenAt } from '../canteen/canteen.find';
import type { Resolvers } from '../generated/graphql';
import { settlementOf, settlementOfDay, settlementsWithin } from './settlement.find';
import { settleCanteenDay } from './settlement.service';
import { settlementStates } from './settlement.states';

export const settlementResolvers: Resolvers = {
  Query: {
    canteenSettlements: (_, args, ctx) => settlementsWithin(ctx, args),
  },
  Mutation: {
    settleCanteenDay: (_, { input }, ctx) => settleCanteenDay(ctx, input),
  },
  Canteen: {
    settlement: (canteen, { day }, ctx) => settlementOfDay(ctx, canteen, day),
  },
  CanteenSettlement: {
    __resolveReference: ({ id }, ctx) => settlementOf(ctx, id),
    availableActions: ({ state }) => settlementStates.actions(state),
    canteen: async ({ canteenId }, _, { load }) => canteenAt(await load.site.load(canteenId))!,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
