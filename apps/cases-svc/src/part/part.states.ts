import { stateMachine } from '@jinlin/state-machine';
import type { PartAction, PartState } from '../generated/graphql';

/** The life of a part of a case. */
export const partStates = stateMachine<PartState, PartAction>({
  DISPATCHED: { SIGN: 'SIGNED', RETURN: 'RETURNED', RECALL: 'RECALLED' },
  SIGNED: { FINISH: 'DONE', RECALL: 'RECALLED' },
  RETURNED: {},
  DONE: {},
  RECALLED: {},
});
