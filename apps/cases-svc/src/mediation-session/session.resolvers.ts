import { readsTexts } from '../case/case.access';
import type { Resolvers } from '../generated/graphql';
import {
  cancelMediationSession,
  holdMediationSession,
  moveMediationSession,
  scheduleMediationSession,
} from './session.service';
import { sessionStates } from './session.states';

export const sessionResolvers: Resolvers = {
  Mutation: {
    scheduleMediationSession: (_, { input }, ctx) => scheduleMediationSession(ctx, input),
    moveMediationSession: (_, { input }, ctx) => moveMediationSession(ctx, input),
    holdMediationSession: (_, { input }, ctx) => holdMediationSession(ctx, input),
    cancelMediationSession: (_, { input }, ctx) => cancelMediationSession(ctx, input),
  },
  Mediation: {
    sessions: ({ id }, _, { load }) => load.sessionsOfMediation.load(id),
  },
  MediationSession: {
    __resolveReference: ({ id }, { load }) => load.mediationSession.load(id),
    availableActions: ({ state }) => sessionStates.actions(state),
    mediation: async ({ mediationId }, _, { load }) => (await load.mediation.load(mediationId))!,
    mediator: async ({ mediatorId }, _, { load }) => (await load.mediator.load(mediatorId))!,
    room: ({ roomId }, _, { load }) => (roomId ? load.mediationRoom.load(roomId) : null),
    minutes: ({ minutes }, _, ctx) => (readsTexts(ctx) ? minutes : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
