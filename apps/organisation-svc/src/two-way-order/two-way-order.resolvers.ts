import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { themeOf } from '../joint-work/theme';
import {
  acceptTwoWayOrder,
  appraiseTwoWayOrder,
  declineTwoWayOrder,
  fulfilTwoWayOrder,
  placeTwoWayOrder,
  withdrawTwoWayOrder,
} from './two-way-order.service';
import { twoWayOrderStates } from './two-way-order.states';

export const twoWayOrderResolvers: Resolvers = {
  Query: {
    twoWayOrder: (_, { id }, { load }) => load.twoWayOrder.load(id),
    twoWayOrders: (_, args, ctx) =>
      listWithin(ctx, { ...args, today: dateIn(ctx.now) }, ctx.load.twoWayOrdersWithin),
  },
  Mutation: {
    placeTwoWayOrder: (_, { input }, ctx) => placeTwoWayOrder(ctx, input),
    acceptTwoWayOrder: (_, { input }, ctx) => acceptTwoWayOrder(ctx, input),
    declineTwoWayOrder: (_, { input }, ctx) => declineTwoWayOrder(ctx, input),
    fulfilTwoWayOrder: (_, { input }, ctx) => fulfilTwoWayOrder(ctx, input),
    appraiseTwoWayOrder: (_, { input }, ctx) => appraiseTwoWayOrder(ctx, input),
    withdrawTwoWayOrder: (_, { input }, ctx) => withdrawTwoWayOrder(ctx, input),
  },
  Area: {
    twoWayOrders: ({ path }, { placedBy, state, ...page }, { load, now }) =>
      load.twoWayOrdersWithin(path, { ...page, where: { placedBy, state }, today: dateIn(now) }),
  },
  Unit: {
    twoWayOrders: ({ id }, { placedBy, state, ...page }, { load, now }) =>
      load.twoWayOrdersOfUnit(id, { ...page, where: { placedBy, state }, today: dateIn(now) }),
  },
  TwoWayOrder: {
    __resolveReference: ({ id }, { load }) => load.twoWayOrder.load(id),
    availableActions: ({ state }) => twoWayOrderStates.actions(state),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    alliance: ({ allianceId }, _, { load }) => (allianceId ? load.alliance.load(allianceId) : null),
    theme: (order, _, ctx) => themeOf(ctx, order),
    isOverdue: ({ state, wantedBy }, _, { now }) =>
      (state === 'PLACED' || state === 'ACCEPTED') && wantedBy < dateIn(now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
