import { stateMachine } from '@jinlin/state-machine';
import type {
  PointsBookingAction,
  PointsBookingKind,
  PointsBookingState,
  PointsGoodsAction,
  PointsGoodsState,
} from '../generated/graphql';

/** The life of a booking: it stands, or another stands against it. */
export const bookingStates = stateMachine<PointsBookingState, PointsBookingAction>({
  BOOKED: { REVERSE: 'REVERSED' },
  REVERSED: {},
});

/** Whether a booking adds to the volunteer's points or takes from them. */
export const signs: Record<PointsBookingKind, 1 | -1> = {
  AWARD: 1,
  TRANSFER_IN: 1,
  REDEMPTION: -1,
  TRANSFER_OUT: -1,
  LAPSE: -1,
};

/** The kinds that add, in SQL. */
export const CREDITS = (Object.keys(signs) as PointsBookingKind[])
  .filter((kind) => signs[kind] === 1)
  .map((kind) => `'${kind}'`)
  .join(', ');

/** Whether a booking can be taken back by itself: a transfer goes back by its first side, and what has lapsed stays so. */
export const isReversible = ({ kind }: { kind: PointsBookingKind }) =>
  kind !== 'TRANSFER_IN' && kind !== 'LAPSE';

/** The life of goods. Pieces come back also to what is no longer on offer. */
export const goodsStates = stateMachine<PointsGoodsState, PointsGoodsAction>({
  OFFERED: { RESTOCK: 'OFFERED', HAND_OUT: 'OFFERED', TAKE_BACK: 'OFFERED', WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: { TAKE_BACK: 'WITHDRAWN' },
});
