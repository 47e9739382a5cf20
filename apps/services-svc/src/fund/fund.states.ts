import { stateMachine } from '@jinlin/state-machine';
import type {
  DonationAction,
  DonationState,
  FundAction,
  FundActivityAction,
  FundActivityState,
  FundState,
} from '../generated/graphql';

/** The life of a fund. */
export const fundStates = stateMachine<FundState, FundAction>({
  OPEN: { RECEIVE: 'OPEN', RETURN: 'OPEN', SPEND: 'OPEN', GRANT: 'OPEN', TAKE_BACK: 'OPEN', CLOSE: 'CLOSED' },
  CLOSED: {},
});

/** The life of a donation. */
export const donationStates = stateMachine<DonationState, DonationAction>({
  RECEIVED: { RETURN: 'RETURNED' },
  RETURNED: {},
});

/** The life of an activity of a fund. */
export const fundActivityStates = stateMachine<FundActivityState, FundActivityAction>({
  PLANNED: { HOLD: 'HELD', CANCEL: 'CANCELLED' },
  HELD: {},
  CANCELLED: {},
});
