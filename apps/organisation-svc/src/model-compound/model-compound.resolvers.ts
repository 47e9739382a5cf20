import type { Resolvers } from '../generated/graphql';
import { recogniseModelCompound } from './model-compound.service';

export const modelCompoundResolvers: Resolvers = {
  Mutation: {
    recogniseModelCompound: (_, { input }, ctx) => recogniseModelCompound(ctx, input),
  },
};
