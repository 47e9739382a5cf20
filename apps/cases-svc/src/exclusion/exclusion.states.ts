import { stateMachine } from '@jinlin/state-machine';
import type { ExclusionAction, ExclusionState } from '../generated/graphql';

/** The life of an exclusion. */
export const exclusionStates = stateMachine<ExclusionState, ExclusionAction>({
  PROPOSED: { GRANT: 'GRANTED', REFUSE: 'REFUSED' },
  GRANTED: {},
  REFUSED: {},
});
