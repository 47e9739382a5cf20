import { stateMachine } from '@jinlin/state-machine';
import type { SelectionAction, SelectionState } from '../generated/graphql';

/** The five steps to a post (推审选评聘, SM-7), each of which can fail. */
export const selectionStates = stateMachine<SelectionState, SelectionAction>({
  NOMINATED: { NOMINATE: 'NOMINATED', VET: 'VETTED', FAIL: 'FAILED' },
  VETTED: { ELECT: 'ELECTED', FAIL: 'FAILED' },
  ELECTED: { EVALUATE: 'EVALUATED', FAIL: 'FAILED' },
  EVALUATED: { APPOINT: 'APPOINTED', FAIL: 'FAILED' },
  APPOINTED: {},
  FAILED: {},
});
