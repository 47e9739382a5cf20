import { elderOf, visitOf } from '../elder/elder.find';
import type { Resolvers } from '../generated/graphql';
import { roundOf, roundsWithin, stopOf } from './visit-round.find';
import { closeVisitRound, planVisitRound } from './visit-round.service';
import { plannedVisitStates, visitRoundStates } from './visit-round.states';

export const visitRoundResolvers: Resolvers = {
  Query: {
    visitRound: (_, { id }, ctx) => roundOf(ctx, id),
    visitRounds: (_, args, ctx) => roundsWithin(ctx, args),
  },
  Mutation: {
    planVisitRound: (_, { input }, ctx) => planVisitRound(ctx, input),
    closeVisitRound: (_, { input }, ctx) => closeVisitRound(ctx, input),
  },
  ElderVisit: {
    plannedVisit: ({ id }, _, { load }) => load.stopOfVisit.load(id),
  },
  VisitRound: {
    __resolveReference: ({ id }, ctx) => roundOf(ctx, id),
    availableActions: ({ state }) => visitRoundStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    stops: ({ id }, _, { load }) => load.stopsOfRound.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PlannedVisit: {
    __resolveReference: ({ id }, ctx) => stopOf(ctx, id),
    availableActions: ({ state }) => plannedVisitStates.actions(state),
    round: ({ roundId }, _, ctx) => roundOf(ctx, roundId),
    elder: ({ elderId }, _, ctx) => elderOf(ctx, elderId),
    visit: ({ visitId }, _, ctx) => (visitId === null ? null : visitOf(ctx, visitId)),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
