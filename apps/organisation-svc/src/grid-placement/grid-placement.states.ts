import { stateMachine } from '@jinlin/state-machine';
import type { GridPlacementAction, GridPlacementState } from '../generated/graphql';

/** The life of a unit's place in a grid. */
export const gridPlacementStates = stateMachine<GridPlacementState, GridPlacementAction>({
  PLACED: { END: 'ENDED' },
  ENDED: {},
});
