import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { appointMediator, closeMediationRoom, dismissMediator, openMediationRoom } from './mediator.service';
import { mediatorStates, roomStates } from './mediator.states';

export const mediatorResolvers: Resolvers = {
  Mutation: {
    appointMediator: (_, { input }, ctx) => appointMediator(ctx, input),
    dismissMediator: (_, { input }, ctx) => dismissMediator(ctx, input),
    openMediationRoom: (_, { input }, ctx) => openMediationRoom(ctx, input),
    closeMediationRoom: (_, { input }, ctx) => closeMediationRoom(ctx, input),
  },
  Area: {
    mediators: async ({ id }, args, ctx) => ctx.load.mediators(await pathOf(ctx, id), args),
    mediationRooms: async ({ id }, args, ctx) => ctx.load.mediationRooms(await pathOf(ctx, id), args),
  },
  Mediator: {
    __resolveReference: ({ id }, { load }) => load.mediator.load(id),
    availableActions: ({ state }) => mediatorStates.actions(state),
    person: ({ personId }) => ({ id: personId }),
    area: ({ areaId }) => ({ id: areaId }),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    sessions: ({ id }, span, { load }) => load.sessionsBooked('mediator_id', span).load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MediationRoom: {
    __resolveReference: ({ id }, { load }) => load.mediationRoom.load(id),
    availableActions: ({ state }) => roomStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    site: ({ siteId }) => (siteId ? { id: siteId } : null),
    sessions: ({ id }, span, { load }) => load.sessionsBooked('room_id', span).load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const pathOf = async ({ load }: Context, areaId: string) =>
  (await load.area.load(areaId))?.path ?? '/unknown/';
