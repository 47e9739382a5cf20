import { stateMachine } from '@jinlin/state-machine';
import type { BrandAction, BrandState } from '../generated/graphql';

/** The life of a brand. */
export const brandStates = stateMachine<BrandState, BrandAction>({
  IN_USE: { REVISE: 'IN_USE', RETIRE: 'RETIRED' },
  RETIRED: {},
});
