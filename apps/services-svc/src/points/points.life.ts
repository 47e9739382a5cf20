import type { Life } from '@jinlin/acts';
import type {
  PointsBookingAction,
  PointsBookingState,
  PointsGoodsAction,
  PointsGoodsState,
} from '../generated/graphql';
import { PointsBooking, PointsGoods } from './points.entity';
import { bookingStates, goodsStates } from './points.states';

/** What the acts on bookings, and their loading, have in common. */
export const bookingLife: Life<PointsBooking, PointsBookingState, PointsBookingAction> = {
  entity: PointsBooking,
  name: 'PointsBooking',
  event: 'points',
  states: bookingStates,
  tell: ({ kind, volunteerId, points, goodsId, areaId }) => ({ kind, volunteerId, points, goodsId, areaId }),
};

/** The same for goods. */
export const goodsLife: Life<PointsGoods, PointsGoodsState, PointsGoodsAction> = {
  entity: PointsGoods,
  name: 'PointsGoods',
  event: 'points_goods',
  states: goodsStates,
  tell: ({ name, areaId, price, stock }) => ({ name, areaId, price, stock }),
};
