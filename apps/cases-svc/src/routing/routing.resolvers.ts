import type { Resolvers } from '../generated/graphql';
import { dispatchAdvice, dispatchCatalogue } from './routing.find';

export const routingResolvers: Resolvers = {
  Query: {
    dispatchCatalogue: (_, args, ctx) => dispatchCatalogue(ctx, args),
  },
  Case: {
    dispatchAdvice: (row, _, ctx) => dispatchAdvice(ctx, row),
    firstUnit: ({ firstUnitId }) => (firstUnitId ? { id: firstUnitId } : null),
  },
};
