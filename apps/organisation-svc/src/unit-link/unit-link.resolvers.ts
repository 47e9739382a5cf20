import type { Area } from '../area/area.entity';
import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { AreaUnitLinksArgs, QueryUnitLinksArgs, Resolvers } from '../generated/graphql';
import { endUnitLink, linkUnit } from './unit-link.service';
import { unitLinkStates } from './unit-link.states';

export const unitLinkResolvers: Resolvers = {
  Query: {
    unitLink: (_, { id }, { load }) => load.unitLink.load(id),
    unitLinks: (_, args, ctx) => findUnitLinks(ctx, args),
  },
  Mutation: {
    linkUnit: (_, { input }, ctx) => linkUnit(ctx, input),
    endUnitLink: (_, { input }, ctx) => endUnitLink(ctx, input),
  },
  Area: {
    unitLinks: (area, args, ctx) => unitLinksIn(ctx, area, args),
  },
  Unit: {
    communityLinks: ({ id }, { role, isServing, ...page }, { load }) =>
      load.linksOfUnit(id, { ...page, where: { role, isServing } }),
  },
  CommunityUnitLink: {
    __resolveReference: ({ id }, { load }) => load.unitLink.load(id),
    availableActions: ({ state }) => unitLinkStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    community: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function findUnitLinks(ctx: Context, { where, ...page }: QueryUnitLinksArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const { asOf } = page;
  const path = await pathNamed(ctx, { withinCode, withinId }, asOf);
  const when = asOf ? { servingOn: asOf } : {};
  return ctx.load.unitLinksWithin(path ?? '/', { ...page, where: { ...rest, ...when } });
}

/** Of an area read as of a day, those that serve are those that served on that day. */
export function unitLinksIn(
  { load }: Context,
  { path, asOf }: Area,
  { role, isServing, ...page }: AreaUnitLinksArgs,
) {
  const when = asOf && isServing !== false ? { servingOn: asOf } : { isServing };
  return load.unitLinksWithin(path, { ...page, where: { role, ...when }, asOf });
}
