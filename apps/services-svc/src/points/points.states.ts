import { stateMachine } from '@jinlin/state-machine';
import type {
  PointsBookingAction,
  PointsBookingState,
  PointsGoodsAction,
  PointsGoodsState,
} from '../generated/graphql';

/** The life of a booking: it stands, or another stands against it. */
export const bookingStates = stateMachine<PointsBookingState, PointsBookingAction>({
  BOOKED: { REVERSE: 'REVERSED' },
  REVERSED: {},
});

/** The life of goods. Pieces come back also to what is no longer on offer. */
export const goodsStates = stateMachine<PointsGoodsState, PointsGoodsAction>({
  OFFERED: { RESTOCK: 'OFFERED', HAND_OUT: 'OFFERED', TAKE_BACK: 'OFFERED', WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: { TAKE_BACK: 'WITHDRAWN' },
});
