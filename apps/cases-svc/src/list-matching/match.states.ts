import { stateMachine } from '@jinlin/state-machine';
import type { MatchAction, MatchState } from '../generated/graphql';

/** The life of a match: a promise, and what became of it. */
export const matchStates = stateMachine<MatchState, MatchAction>({
  PROMISED: { KEEP: 'KEPT', BREAK: 'BROKEN', RELEASE: 'RELEASED' },
  KEPT: {},
  BROKEN: {},
  RELEASED: {},
});
