import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import type { Span } from './mediator.list';
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
    sessions: ({ id }, span, ctx) => calendarOf(ctx, 'mediator_id', id, span),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MediationRoom: {
    __resolveReference: ({ id }, { load }) => load.mediationRoom.load(id),
    availableActions: ({ state }) => roomStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    site: ({ siteId }) => (siteId ? { id: siteId } : null),
    sessions: ({ id }, span, ctx) => calendarOf(ctx, 'room_id', id, span),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** A calendar is looked at by the quarter at most. */
const LONGEST_LOOK = 92 * 86_400_000;

function calendarOf({ load }: Context, booked: 'mediator_id' | 'room_id', id: string, span: Span) {
  const length = span.before.getTime() - span.from.getTime();
  if (length > 0 && length <= LONGEST_LOOK) return load.sessionsBooked(booked, span).load(id);
  throw new GraphQLError('A calendar is of 92 days at most, and ends after it begins.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
