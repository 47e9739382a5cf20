import { stateMachine } from '@jinlin/state-machine';
import type { TwoWayOrderAction, TwoWayOrderState } from '../generated/graphql';

/** The life of an order between a community and a unit. */
export const twoWayOrderStates = stateMachine<TwoWayOrderState, TwoWayOrderAction>({
  PLACED: { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  ACCEPTED: { FULFIL: 'FULFILLED', WITHDRAW: 'WITHDRAWN' },
  FULFILLED: { APPRAISE: 'APPRAISED' },
  APPRAISED: {},
  DECLINED: {},
  WITHDRAWN: {},
});
