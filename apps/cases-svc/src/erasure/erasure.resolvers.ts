import type { Resolvers } from '../generated/graphql';
import { eraseReporter } from './erasure.service';

export const erasureResolvers: Resolvers = {
  Mutation: {
    eraseReporter: (_, { input }, ctx) => eraseReporter(ctx, input),
  },
};
