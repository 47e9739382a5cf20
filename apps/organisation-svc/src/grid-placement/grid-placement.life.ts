import type { Life } from '@jinlin/acts';
import type { GridPlacementAction, GridPlacementState } from '../generated/graphql';
import { GridPlacement } from './grid-placement.entity';
import { gridPlacementStates } from './grid-placement.states';

export const gridPlacementLife: Life<GridPlacement, GridPlacementState, GridPlacementAction> = {
  entity: GridPlacement,
  name: 'GridPlacement',
  event: 'grid-placement',
  states: gridPlacementStates,
  tell: ({ unitId, areaId, fromOn, toOn }) => ({ unitId, areaId, fromOn, toOn }),
};
