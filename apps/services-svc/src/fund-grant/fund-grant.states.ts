import { stateMachine } from '@jinlin/state-machine';
import type { FundGrantAction, FundGrantState } from '../generated/graphql';

/** The life of a grant from a fund (S11). */
export const fundGrantStates = stateMachine<FundGrantState, FundGrantAction>({
  GRANTED: { TAKE_BACK: 'TAKEN_BACK' },
  TAKEN_BACK: {},
});
