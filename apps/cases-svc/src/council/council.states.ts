import { stateMachine } from '@jinlin/state-machine';
import type { CouncilAction, CouncilState } from '../generated/graphql';

/** The life of a council. A meeting that is under way when it is dissolved still comes to its end. */
export const councilStates = stateMachine<CouncilState, CouncilAction>({
  ACTIVE: { SEAT: 'ACTIVE', UNSEAT: 'ACTIVE', MEET: 'ACTIVE', DISSOLVE: 'DISSOLVED' },
  DISSOLVED: { MEET: 'DISSOLVED' },
});
