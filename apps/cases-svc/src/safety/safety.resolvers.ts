import type { Resolvers } from '../generated/graphql';
import { fourZerosOf, incidentsOfArea } from './safety.find';
import { recordIncident, withdrawIncident } from './safety.service';
import { incidentStates } from './safety.states';

export const safetyResolvers: Resolvers = {
  Query: {
    incident: (_, { id }, { load }) => load.incident.load(id),
  },
  Mutation: {
    recordIncident: (_, { input }, ctx) => recordIncident(ctx, input),
    withdrawIncident: (_, { input }, ctx) => withdrawIncident(ctx, input),
  },
  Area: {
    fourZeros: ({ id }, args, ctx) => fourZerosOf(ctx, id, args),
    incidents: ({ id }, args, ctx) => incidentsOfArea(ctx, id, args),
  },
  Incident: {
    __resolveReference: ({ id }, { load }) => load.incident.load(id),
    availableActions: ({ state }) => incidentStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
