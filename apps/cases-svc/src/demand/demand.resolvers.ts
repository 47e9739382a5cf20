import type { Resolvers } from '../generated/graphql';
import { categoryNamed, pointOf } from '../list-matching/catalogue';
import { proposalsFor } from '../list-matching/match.find';
import { pathOf } from '../within';
import { demandsOf, listStatisticsOf, requesterInClear, requesterOf } from './demand.find';
import { publishDemand, raiseDemand, withdrawDemand } from './demand.service';
import { demandStates } from './demand.states';

export const demandResolvers: Resolvers = {
  Query: {
    demand: (_, { id }, { load }) => load.demand.load(id),
    demands: (_, args, ctx) => demandsOf(ctx, 'AREA', '/', args),
  },
  Mutation: {
    raiseDemand: (_, { input }, ctx) => raiseDemand(ctx, input),
    publishDemand: (_, { input }, ctx) => publishDemand(ctx, input),
    withdrawDemand: (_, { input }, ctx) => withdrawDemand(ctx, input),
  },
  Area: {
    demands: async ({ id }, args, ctx) => demandsOf(ctx, 'AREA', await pathOf(ctx, id), args),
    listStatistics: ({ id }, args, ctx) => listStatisticsOf(ctx, id, args),
  },
  Unit: {
    demands: ({ id }, args, ctx) => demandsOf(ctx, 'UNIT', id, args),
  },
  Case: {
    demands: ({ id }, _, { load }) => load.demandsOfCase.load(id),
  },
  Demand: {
    __resolveReference: ({ id }, { load }) => load.demand.load(id),
    availableActions: ({ state }) => demandStates.actions(state),
    category: ({ localityCode, category }, _, ctx) => categoryNamed(ctx, localityCode, category),
    area: ({ areaId }) => ({ id: areaId }),
    location: (row) => pointOf(row),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    memberVisit: ({ memberVisitId }) => (memberVisitId ? { id: memberVisitId } : null),
    visitFollowUp: ({ visitFollowUpId }) => (visitFollowUpId ? { id: visitFollowUpId } : null),
    requester: (row, _, ctx) => requesterOf(ctx, row),
    requesterInClear: (row, { purpose }, ctx) => requesterInClear(ctx, row, purpose),
    matches: ({ id }, _, { load }) => load.matchesOfDemand.load(id),
    proposals: (row, { first }, ctx) => proposalsFor(ctx, row, first),
    project: ({ projectId }, _, { load }) => (projectId ? load.project.load(projectId) : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
