import { stateMachine } from '@jinlin/state-machine';
import type {
  ServiceClaimAction,
  ServiceClaimState,
  ServiceItemAction,
  ServiceItemState,
} from '../generated/graphql';

/** The life of a service item. Whether it is full follows from its claims. */
export const serviceItemStates = stateMachine<ServiceItemState, ServiceItemAction>({
  OPEN: { FINISH: 'DONE', CANCEL: 'CANCELLED' },
  DONE: {},
  CANCELLED: {},
});

/** The life of a claim. Whoever took part may do so on further days. */
export const serviceClaimStates = stateMachine<ServiceClaimState, ServiceClaimAction>({
  CLAIMED: { TAKE_PART: 'TAKEN_PART', WITHDRAW: 'WITHDRAWN', MISS: 'MISSED' },
  TAKEN_PART: { TAKE_PART: 'TAKEN_PART' },
  WITHDRAWN: {},
  MISSED: {},
});
