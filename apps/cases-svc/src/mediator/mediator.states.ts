import { stateMachine } from '@jinlin/state-machine';
import type {
  MediationRoomAction,
  MediationRoomState,
  MediatorAction,
  MediatorState,
} from '../generated/graphql';

/** The service of a mediator. */
export const mediatorStates = stateMachine<MediatorState, MediatorAction>({
  SERVING: { DISMISS: 'DISMISSED' },
  DISMISSED: {},
});

/** The life of a room. */
export const roomStates = stateMachine<MediationRoomState, MediationRoomAction>({
  OPEN: { CLOSE: 'CLOSED' },
  CLOSED: {},
});
