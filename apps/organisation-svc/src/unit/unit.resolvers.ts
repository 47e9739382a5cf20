import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { AreaUnitsArgs, QueryUnitsArgs, Resolvers } from '../generated/graphql';
import { UNIT_LEADER } from '../locality';
import { closeUnit, registerUnit, renameUnit, setRedStatus } from './unit.service';
import { unitStates } from './unit.states';

export const unitResolvers: Resolvers = {
  Query: {
    unit: (_, { id }, { load }) => load.unit.load(id),
    units: (_, args, ctx) => unitsWithin(ctx, '/', args),
  },
  Mutation: {
    registerUnit: (_, { input }, ctx) => registerUnit(ctx, input),
    renameUnit: (_, { input }, ctx) => renameUnit(ctx, input),
    setRedStatus: (_, { input }, ctx) => setRedStatus(ctx, input),
    closeUnit: (_, { input }, ctx) => closeUnit(ctx, input),
  },
  Area: {
    units: ({ path }, args, ctx) => unitsWithin(ctx, path, args),
  },
  Unit: {
    __resolveReference: ({ id }, { load }) => load.unit.load(id),
    availableActions: ({ state }) => unitStates.actions(state),
    area: ({ areaId }, _, { load }) => load.areasOn(null).byId.load(areaId),
    parent: ({ parentId }, _, { load }) => (parentId ? load.unit.load(parentId) : null),
    head: ({ id }, _, { load }) => load.holdersAtUnit(UNIT_LEADER.code).load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function unitsWithin(ctx: Context, path: string, { where, ...page }: QueryUnitsArgs | AreaUnitsArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const withinPath = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.unitsWithin(path, { ...page, where: { ...rest, withinPath } });
}
