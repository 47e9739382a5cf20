import { stateMachine } from '@jinlin/state-machine';
import type { PowerListAction, PowerListState } from '../generated/graphql';

/** The life of a list of powers. What was in force stays readable as of its days. */
export const powerListStates = stateMachine<PowerListState, PowerListAction>({
  DRAFT: { REVISE: 'DRAFT', ISSUE: 'IN_FORCE', DISCARD: 'DISCARDED' },
  IN_FORCE: { SUPERSEDE: 'SUPERSEDED', REPEAL: 'REPEALED' },
  SUPERSEDED: {},
  REPEALED: {},
  DISCARDED: {},
});
