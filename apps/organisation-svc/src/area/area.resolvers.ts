import { onlyOfCompounds } from '../compound/compound.service';
import type { Resolvers } from '../generated/graphql';
import {
  ancestorAt,
  ancestorsOf,
  childrenOf,
  descendantsCount,
  findAreas,
  partiesTo,
  predecessorsOf,
  successorsOf,
} from './area.find';
import { mergeAreas } from './area.merge';
import { closeArea, createArea, moveArea, recodeArea, renameArea } from './area.service';
import { splitArea } from './area.split';
import { areaStates } from './area.states';
import { localTitle } from './area.titles';

export const areaResolvers: Resolvers = {
  Query: {
    area: (_, { id, asOf }, { load }) => load.areasOn(asOf).byId.load(id),
    areaByCode: (_, { code, asOf }, { load }) => load.areasOn(asOf).byCode.load(code),
    areas: (_, args, ctx) => findAreas(ctx, args),
  },
  Mutation: {
    createArea: (_, { input }, ctx) => createArea(ctx, input),
    renameArea: (_, { input }, ctx) => renameArea(ctx, input),
    recodeArea: (_, { input }, ctx) => recodeArea(ctx, input),
    moveArea: (_, { input }, ctx) => moveArea(ctx, input),
    splitArea: (_, { input }, ctx) => splitArea(ctx, input),
    mergeAreas: (_, { input }, ctx) => mergeAreas(ctx, input),
    closeArea: (_, { input }, ctx) => closeArea(ctx, input),
  },
  Area: {
    __resolveReference: ({ id }, { load }) => load.areasOn(null).byId.load(id),
    localTitle: (area, _, ctx) => localTitle(ctx, area),
    availableActions: ({ state, level }) =>
      areaStates.actions(state).filter((action) => level === 'COMPOUND' || !onlyOfCompounds.includes(action)),
    parent: ({ parentId, asOf }, _, { load }) => (parentId ? load.areasOn(asOf).byId.load(parentId) : null),
    ancestors: (area, _, ctx) => ancestorsOf(ctx, area),
    ancestor: (area, { level }, ctx) => ancestorAt(ctx, area, level),
    community: (area, _, ctx) => ancestorAt(ctx, area, 'COMMUNITY'),
    children: (area, args, ctx) => childrenOf(ctx, area, args),
    descendantsCount: (area, args, ctx) => descendantsCount(ctx, area, args),
    isUrban: ({ urban }) => urban,
    isInProgramme: ({ inProgramme }) => inProgramme,
    compound: (area) => (area.propertyMode ? area : null),
    location: ({ longitude, latitude }) =>
      longitude === null || latitude === null ? null : { longitude, latitude },
    predecessors: (area, _, ctx) => predecessorsOf(ctx, area),
    successors: (area, _, ctx) => successorsOf(ctx, area),
    changes: ({ id }, _, { load }) => load.changesOfArea.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  AreaChange: {
    on: ({ day }) => day,
    predecessors: (change, _, ctx) => partiesTo(ctx, change, 'predecessors'),
    successors: (change, _, ctx) => partiesTo(ctx, change, 'successors'),
  },
};
