import { stateMachine } from '@jinlin/state-machine';
import type { DeliberationAction, DeliberationState } from '../generated/graphql';

const dispute = <State extends DeliberationState>(state: State) => ({ HAND_OVER: state, TAKE_BACK: state });

/** SM-8, the life of a deliberation by whatever procedure: each takes some of these steps, in this order. */
export const deliberationStates = stateMachine<DeliberationState, DeliberationAction>({
  PROPOSED: { MOVE: 'MOVED', DISCUSS: 'DISCUSSED', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  MOVED: { DISCUSS: 'DISCUSSED', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  DISCUSSED: {
    DISCUSS_AGAIN: 'DISCUSSED_AGAIN',
    PUBLISH: 'PUBLISHED',
    EXECUTE: 'EXECUTED',
    REJECT: 'REJECTED',
    ...dispute('DISCUSSED'),
    WITHDRAW: 'WITHDRAWN',
  },
  DISCUSSED_AGAIN: {
    PUBLISH: 'PUBLISHED',
    EXECUTE: 'EXECUTED',
    ...dispute('DISCUSSED_AGAIN'),
    WITHDRAW: 'WITHDRAWN',
  },
  PUBLISHED: {
    EXECUTE: 'EXECUTED',
    EVALUATE_BY_RESIDENTS: 'EVALUATED_BY_RESIDENTS',
    EVALUATE_BY_ORGANISATION: 'EVALUATED',
    ...dispute('PUBLISHED'),
    WITHDRAW: 'WITHDRAWN',
  },
  EXECUTED: {
    PUBLISH_RESULT: 'RESULT_PUBLISHED',
    EVALUATE_BY_RESIDENTS: 'EVALUATED_BY_RESIDENTS',
    EVALUATE_BY_ORGANISATION: 'EVALUATED',
    ...dispute('EXECUTED'),
  },
  RESULT_PUBLISHED: {
    EVALUATE_BY_RESIDENTS: 'EVALUATED_BY_RESIDENTS',
    EVALUATE_BY_ORGANISATION: 'EVALUATED',
    ...dispute('RESULT_PUBLISHED'),
  },
  EVALUATED_BY_RESIDENTS: { EVALUATE_BY_ORGANISATION: 'EVALUATED' },
  EVALUATED: {},
  REJECTED: {},
  WITHDRAWN: {},
});
