import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { AreaGridPlacementsArgs, Resolvers } from '../generated/graphql';
import { endGridPlacement, placeUnitInGrid } from './grid-placement.service';
import { gridPlacementStates } from './grid-placement.states';

export const gridPlacementResolvers: Resolvers = {
  Query: {
    gridPlacement: (_, { id }, { load }) => load.gridPlacement.load(id),
    gridPlacements: (_, args, ctx) => listWithin(ctx, args, ctx.load.gridPlacementsWithin),
  },
  Mutation: {
    placeUnitInGrid: (_, { input }, ctx) => placeUnitInGrid(ctx, input),
    endGridPlacement: (_, { input }, ctx) => endGridPlacement(ctx, input),
  },
  Area: {
    gridPlacements: (area, args, ctx) => placementsIn(ctx, area, args),
  },
  Unit: {
    gridPlacements: ({ id }, { isServing, ...page }, { load }) =>
      load.gridPlacementsOfUnit(id, { ...page, where: { isServing } }),
  },
  GridPlacement: {
    __resolveReference: ({ id }, { load }) => load.gridPlacement.load(id),
    availableActions: ({ state }) => gridPlacementStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    grid: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** Of an area read as of a day, those that serve are those that served on that day. */
function placementsIn(
  { load }: Context,
  { path, asOf }: Area,
  { unitKind, isServing, ...page }: AreaGridPlacementsArgs,
) {
  const when = asOf && isServing !== false ? { servingOn: asOf } : { isServing };
  return load.gridPlacementsWithin(path, { ...page, where: { unitKind, ...when } });
}
