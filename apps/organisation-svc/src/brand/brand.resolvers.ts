import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryBrandsArgs, Resolvers } from '../generated/graphql';
import { registerBrand, retireBrand, reviseBrand } from './brand.service';
import { brandStates } from './brand.states';

export const brandResolvers: Resolvers = {
  Query: {
    brand: (_, { id }, { load }) => load.brand.load(id),
    brands: (_, args, ctx) => findBrands(ctx, args),
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
    area: async ({ areaId }, _, { load }) => (await load.areasOn(null).byId.load(areaId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function findBrands(ctx: Context, { where, ...page }: QueryBrandsArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.brandsWithin(path ?? '/', { ...page, where: rest });
}
