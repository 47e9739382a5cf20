import { elderOf, visitOf } from '../elder/elder.find';
import type { Resolvers } from '../generated/graphql';
import { alertOf, alertsWithin, followUpOf, followUpsWithin } from './visit-watch.find';
import { closeVisitFollowUp } from './visit-watch.service';
import { visitAlertStates, visitFollowUpStates } from './visit-watch.states';

export const visitWatchResolvers: Resolvers = {
  Query: {
    visitAlerts: (_, args, ctx) => alertsWithin(ctx, args),
    visitFollowUp: (_, { id }, ctx) => followUpOf(ctx, id),
    visitFollowUps: (_, args, ctx) => followUpsWithin(ctx, args),
  },
  Mutation: {
    closeVisitFollowUp: (_, { input }, ctx) => closeVisitFollowUp(ctx, input),
  },
  ElderVisit: {
    followUp: ({ id }, _, { load }) => load.followUpOfVisit.load(id),
  },
  VisitAlert: {
    __resolveReference: ({ id }, ctx) => alertOf(ctx, id),
    availableActions: ({ state }) => visitAlertStates.actions(state),
    elder: ({ elderId }, _, ctx) => elderOf(ctx, elderId),
    community: ({ communityId }) => ({ id: communityId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  VisitFollowUp: {
    __resolveReference: ({ id }, ctx) => followUpOf(ctx, id),
    availableActions: ({ state }) => visitFollowUpStates.actions(state),
    visit: ({ visitId }, _, ctx) => visitOf(ctx, visitId),
    demand: ({ demandId }) => (demandId === null ? null : { id: demandId }),
    elder: ({ elderId }, _, ctx) => elderOf(ctx, elderId),
    community: ({ communityId }) => ({ id: communityId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
