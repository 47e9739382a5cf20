import { stateMachine } from '@jinlin/state-machine';
import type { CouncilAction, CouncilState } from '../generated/graphql';

/** The life of a council. */
export const councilStates = stateMachine<CouncilState, CouncilAction>({
  ACTIVE: { SEAT: 'ACTIVE', UNSEAT: 'ACTIVE', DISSOLVE: 'DISSOLVED' },
  DISSOLVED: {},
});
