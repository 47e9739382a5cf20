import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryUnitsArgs, Resolvers } from '../generated/graphql';
import { UNIT_LEADER } from '../locality';
import { closeUnit, moveUnit, registerUnit, renameUnit, setRedStatus } from './unit.service';
import { unitStates } from './unit.states';

export const unitResolvers: Resolvers = {
  Query: {
    unit: (_, { id, asOf }, { load }) => (asOf ? load.unitOn(asOf) : load.unit).load(id),
    units: (_, args, ctx) => unitsWithin(ctx, '/', args),
  },
  Mutation: {
    registerUnit: (_, { input }, ctx) => registerUnit(ctx, input),
    renameUnit: (_, { input }, ctx) => renameUnit(ctx, input),
    moveUnit: (_, { input }, ctx) => moveUnit(ctx, input),
    setRedStatus: (_, { input }, ctx) => setRedStatus(ctx, input),
    closeUnit: (_, { input }, ctx) => closeUnit(ctx, input),
  },
  Area: {
    units: ({ path, asOf }, args, ctx) => unitsWithin(ctx, path, { ...args, asOf }),
  },
  Unit: {
    __resolveReference: ({ id }, { load }) => load.unit.load(id),
    availableActions: ({ state }) => unitStates.actions(state),
    area: ({ areaId, asOf }, _, { load }) => load.areasOn(asOf).byId.load(areaId),
    parent: ({ parentId }, _, { load }) => (parentId ? load.unit.load(parentId) : null),
    head: ({ id, asOf }, _, { load }) => load.holdersAtUnit(UNIT_LEADER.code, asOf).load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function unitsWithin(ctx: Context, path: string, { where, ...page }: QueryUnitsArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const withinPath = await pathNamed(ctx, { withinCode, withinId }, page.asOf);
  return ctx.load.unitsWithin(path, { ...page, where: { ...rest, withinPath } });
}
