import { stateMachine } from '@jinlin/state-machine';
import type { StreetBodyAction, StreetBodyState } from '../generated/graphql';

export const streetBodyStates = stateMachine<StreetBodyState, StreetBodyAction>({
  RUNNING: { CLOSE: 'CLOSED' },
  CLOSED: {},
});
