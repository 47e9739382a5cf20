import type { Resolvers } from '../generated/graphql';
import { participationOf, volunteerOf } from '../volunteer/volunteer.find';
import { bookingOf, bookingsWithin, goodsWithin, pointsOf } from './points.find';
import {
  awardPoints,
  offerPointsGoods,
  redeemPoints,
  restockPointsGoods,
  reversePointsBooking,
  transferPoints,
  withdrawPointsGoods,
} from './points.service';
import { bookingStates, goodsStates, isReversible } from './points.states';

export const pointsResolvers: Resolvers = {
  Query: {
    pointsBooking: (_, { id }, ctx) => bookingOf(ctx, id),
    pointsBookings: (_, args, ctx) => bookingsWithin(ctx, args),
    pointsGoods: (_, args, ctx) => goodsWithin(ctx, args),
  },
  Mutation: {
    awardPoints: (_, { input }, ctx) => awardPoints(ctx, input),
    redeemPoints: (_, { input }, ctx) => redeemPoints(ctx, input),
    transferPoints: (_, { input }, ctx) => transferPoints(ctx, input),
    reversePointsBooking: (_, { input }, ctx) => reversePointsBooking(ctx, input),
    offerPointsGoods: (_, { input }, ctx) => offerPointsGoods(ctx, input),
    restockPointsGoods: (_, { input }, ctx) => restockPointsGoods(ctx, input),
    withdrawPointsGoods: (_, { input }, ctx) => withdrawPointsGoods(ctx, input),
  },
  Volunteer: {
    points: (volunteer, _, ctx) => pointsOf(ctx, volunteer),
  },
  PointsBooking: {
    __resolveReference: ({ id }, ctx) => bookingOf(ctx, id),
    availableActions: (booking) => (isReversible(booking) ? bookingStates.actions(booking.state) : []),
    volunteer: ({ volunteerId }, _, ctx) => volunteerOf(ctx, volunteerId),
    goods: ({ goodsId }, _, { load }) => (goodsId ? load.goods.load(goodsId) : null),
    counterpart: ({ counterpartId }, _, ctx) => (counterpartId ? bookingOf(ctx, counterpartId) : null),
    participation: ({ participationId }, _, ctx) =>
      participationId ? participationOf(ctx, participationId) : null,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PointsGoods: {
    __resolveReference: ({ id }, { load }) => load.goods.load(id),
    availableActions: ({ state }) => goodsStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
