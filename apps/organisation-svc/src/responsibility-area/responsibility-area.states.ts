import { stateMachine } from '@jinlin/state-machine';
import type { ResponsibilityAreaAction, ResponsibilityAreaState } from '../generated/graphql';

/** How long places are in somebody's care. Handing over ends one and begins another. */
export const responsibilityAreaStates = stateMachine<ResponsibilityAreaState, ResponsibilityAreaAction>({
  ACTIVE: { REDRAW: 'ACTIVE', HAND_OVER: 'ENDED', RELEASE: 'ENDED' },
  ENDED: {},
});
