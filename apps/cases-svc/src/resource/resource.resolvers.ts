import type { Context } from '../context';
import type { QueryResourcesArgs, Resolvers } from '../generated/graphql';
import { categoryNamed, pointOf } from '../list-matching/catalogue';
import { pathOf, type Whose, within } from '../within';
import { admitResource, offerResource, withdrawResource } from './resource.service';
import { resourceStates } from './resource.states';

export const resourceResolvers: Resolvers = {
  Query: {
    resource: (_, { id }, { load }) => load.resource.load(id),
    resources: (_, args, ctx) => resourcesOf(ctx, 'AREA', '/', args),
  },
  Mutation: {
    offerResource: (_, { input }, ctx) => offerResource(ctx, input),
    admitResource: (_, { input }, ctx) => admitResource(ctx, input),
    withdrawResource: (_, { input }, ctx) => withdrawResource(ctx, input),
  },
  Area: {
    resources: async ({ id }, args, ctx) => resourcesOf(ctx, 'AREA', await pathOf(ctx, id), args),
  },
  Unit: {
    resources: ({ id }, args, ctx) => resourcesOf(ctx, 'UNIT', id, args),
    matchRecord: async ({ id }, _, { load }) => (await load.recordOfUnit.load(id)) ?? { kept: 0, broken: 0 },
  },
  Resource: {
    __resolveReference: ({ id }, { load }) => load.resource.load(id),
    availableActions: ({ state }) => resourceStates.actions(state),
    category: ({ localityCode, category }, _, ctx) => categoryNamed(ctx, localityCode, category),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    area: ({ areaId }) => ({ id: areaId }),
    offeredTo: ({ offeredToId }) => ({ id: offeredToId }),
    location: (row) => pointOf(row),
    windows: ({ id }, _, { load }) => load.windowsOfResource.load(id),
    matches: ({ id }, _, { load }) => load.matchesOfResource.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ResourceWindow: {
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    left: ({ amount, promised }) => amount - promised,
  },
};

/** A page of the resources of an area, by its path, or of a unit, by its id. */
const resourcesOf = async (
  ctx: Context,
  whose: Whose,
  key: string,
  { where, ...page }: Pick<QueryResourcesArgs, 'where' | 'first' | 'after'>,
) => ctx.load.resources(key, { ...page, whose, where: await within(ctx, where) });
