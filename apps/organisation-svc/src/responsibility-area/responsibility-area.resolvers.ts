import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import {
  assignResponsibilityArea,
  handOverResponsibilityArea,
  redrawResponsibilityArea,
  releaseResponsibilityArea,
} from './responsibility-area.service';
import { responsibilityAreaStates } from './responsibility-area.states';

export const responsibilityAreaResolvers: Resolvers = {
  Query: {
    responsibilityArea: (_, { id }, { load }) => load.responsibilityArea.load(id),
    responsibilityAreas: (_, args, ctx) => listWithin(ctx, args, ctx.load.responsibilityAreasWithin),
  },
  Mutation: {
    assignResponsibilityArea: (_, { input }, ctx) => assignResponsibilityArea(ctx, input),
    redrawResponsibilityArea: (_, { input }, ctx) => redrawResponsibilityArea(ctx, input),
    handOverResponsibilityArea: (_, { input }, ctx) => handOverResponsibilityArea(ctx, input),
    releaseResponsibilityArea: (_, { input }, ctx) => releaseResponsibilityArea(ctx, input),
  },
  Area: {
    responsibilityAreas: ({ id, asOf }, { on }, { load, now }) =>
      load.careOf(on ?? asOf ?? dateIn(now)).load(id),
    responsibilityCoverage: async ({ path, asOf }, { level, kind }, { load, now }) => {
      const counts = await load.responsibilityCoverage(level, kind, asOf ?? dateIn(now)).load(path);
      return { ...counts, rate: counts.places ? (counts.covered * 100) / counts.places : null };
    },
  },
  ResponsibilityArea: {
    __resolveReference: ({ id }, { load }) => load.responsibilityArea.load(id),
    availableActions: ({ state }) => responsibilityAreaStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    places: async ({ id }, _, { load }) => {
      const places = await load.placesOfResponsibilityArea.load(id);
      return Promise.all(places.map(async ({ areaId }) => (await load.areasOn(null).byId.load(areaId))!));
    },
    person: ({ kind, holderId }, _, { load }) => (kind === 'MEMBER' ? load.person.load(holderId) : null),
    partyOrganisation: ({ kind, holderId }, _, { load }) =>
      kind === 'PARTY_ORGANISATION' ? load.partyOrganisation.load(holderId) : null,
    unit: ({ kind, holderId }, _, { load }) => (kind === 'UNIT' ? load.unit.load(holderId) : null),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
