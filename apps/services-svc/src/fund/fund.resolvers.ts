import type { Resolvers } from '../generated/graphql';
import { donationsWithin, donorInClear, fundActivitiesWithin, fundsWithin } from './fund.find';
import {
  cancelFundActivity,
  closeFund,
  holdFundActivity,
  openFund,
  planFundActivity,
  receiveDonation,
  returnDonation,
} from './fund.service';
import { donationStates, fundActivityStates, fundStates } from './fund.states';

export const fundResolvers: Resolvers = {
  Query: {
    fund: (_, { id }, { load }) => load.fund.load(id),
    funds: (_, args, ctx) => fundsWithin(ctx, args),
    donations: (_, args, ctx) => donationsWithin(ctx, args),
    fundActivities: (_, args, ctx) => fundActivitiesWithin(ctx, args),
  },
  Mutation: {
    openFund: (_, { input }, ctx) => openFund(ctx, input),
    closeFund: (_, { input }, ctx) => closeFund(ctx, input),
    receiveDonation: (_, { input }, ctx) => receiveDonation(ctx, input),
    returnDonation: (_, { input }, ctx) => returnDonation(ctx, input),
    planFundActivity: (_, { input }, ctx) => planFundActivity(ctx, input),
    holdFundActivity: (_, { input }, ctx) => holdFundActivity(ctx, input),
    cancelFundActivity: (_, { input }, ctx) => cancelFundActivity(ctx, input),
  },
  Fund: {
    __resolveReference: ({ id }, { load }) => load.fund.load(id),
    availableActions: ({ state }) => fundStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    balance: ({ received, spent }) => received - spent,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Donation: {
    __resolveReference: ({ id }, { load }) => load.donation.load(id),
    fund: async ({ fundId }, _, { load }) => (await load.fund.load(fundId))!,
    availableActions: ({ state }) => donationStates.actions(state),
    inClear: (row, { purpose }, ctx) => donorInClear(ctx, row, purpose),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  FundActivity: {
    __resolveReference: ({ id }, { load }) => load.fundActivity.load(id),
    fund: async ({ fundId }, _, { load }) => (await load.fund.load(fundId))!,
    availableActions: ({ state }) => fundActivityStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
