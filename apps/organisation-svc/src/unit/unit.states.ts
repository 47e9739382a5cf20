import { stateMachine } from '@jinlin/state-machine';
import type { UnitAction, UnitState } from '../generated/graphql';

/** The life of a unit on the books. */
export const unitStates = stateMachine<UnitState, UnitAction>({
  ACTIVE: { RENAME: 'ACTIVE', MOVE: 'ACTIVE', SET_RED_STATUS: 'ACTIVE', CLOSE: 'CLOSED' },
  CLOSED: {},
});
