import { stateMachine } from '@jinlin/state-machine';
import type { LivingRoomAction, LivingRoomState } from '../generated/graphql';

/** How long a branch runs a living room. */
export const livingRoomStates = stateMachine<LivingRoomState, LivingRoomAction>({
  ASSIGNED: { END: 'ENDED' },
  ENDED: {},
});
