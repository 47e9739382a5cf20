import type { Resolvers } from '../generated/graphql';
import { placeCase } from './placing.service';

export const placingResolvers: Resolvers = {
  Mutation: {
    placeCase: (_, { input }, ctx) => placeCase(ctx, input),
  },
};
