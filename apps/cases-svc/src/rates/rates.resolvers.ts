import type { Resolvers } from '../generated/graphql';
import { caseRanking, ratesOfArea, ratesOfUnit } from './rates.find';

export const ratesResolvers: Resolvers = {
  Query: {
    caseRanking: (_, args, ctx) => caseRanking(ctx, args),
  },
  Area: {
    caseRates: ({ id }, period, ctx) => ratesOfArea(ctx, id, period),
  },
  Unit: {
    caseRates: ({ id }, period, ctx) => ratesOfUnit(ctx, id, period),
  },
};
