import type { Resolvers } from '../generated/graphql';
import { personInClear } from '../person';
import { fundGrantOf, fundGrantsWithin } from './fund-grant.list';
import { grantFromFund, takeBackFundGrant } from './fund-grant.service';
import { fundGrantStates } from './fund-grant.states';

export const fundGrantResolvers: Resolvers = {
  Query: {
    fundGrant: (_, { id }, ctx) => fundGrantOf(ctx, id),
    fundGrants: (_, args, ctx) => fundGrantsWithin(ctx, args),
  },
  Mutation: {
    grantFromFund: (_, { input }, ctx) => grantFromFund(ctx, input),
    takeBackFundGrant: (_, { input }, ctx) => takeBackFundGrant(ctx, input),
  },
  Fund: {
    aid: ({ beneficiaries, grants, granted }) => ({ beneficiaries, personTimes: grants, amount: granted }),
  },
  FundGrant: {
    __resolveReference: ({ id }, ctx) => fundGrantOf(ctx, id),
    availableActions: ({ state }) => fundGrantStates.actions(state),
    fund: ({ fundId }, _, { load }) => load.fund.load(fundId),
    inClear: (row, { purpose }, ctx) => personInClear(ctx, 'FundGrant', row, purpose),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
