import type { Resolvers } from '../generated/graphql';
import { mediationFigures } from './figures.find';

export const mediationFigureResolvers: Resolvers = {
  Area: {
    mediationFigures: ({ id }, period, ctx) => mediationFigures(ctx, id, period),
  },
};
