import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { registerBrand, retireBrand, reviseBrand } from './brand.service';
import { brandStates } from './brand.states';

export const brandResolvers: Resolvers = {
  Query: {
    brand: (_, { id }, { load }) => load.brand.load(id),
    brands: (_, args, ctx) => listWithin(ctx, args, ctx.load.brandsWithin),
  },
  Mutation: {
    registerBrand: (_, { input }, ctx) => registerBrand(ctx, input),
    reviseBrand: (_, { input }, ctx) => reviseBrand(ctx, input),
    retireBrand: (_, { input }, ctx) => retireBrand(ctx, input),
  },
  Area: {
    brand: ({ id }, _, { load }) => load.brandOfArea.load(id),
  },
  Brand: {
    __resolveReference: ({ id }, { load }) => load.brand.load(id),
    availableActions: ({ state }) => brandStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
