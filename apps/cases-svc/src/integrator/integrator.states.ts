import { stateMachine } from '@jinlin/state-machine';
import type {
  IntegratorAction,
  IntegratorKeyAction,
  IntegratorKeyState,
  IntegratorState,
} from '../generated/graphql';

/** The life of an integrator. */
export const integratorStates = stateMachine<IntegratorState, IntegratorAction>({
  ACTIVE: { CHANGE: 'ACTIVE', CLOSE: 'CLOSED' },
  CLOSED: {},
});

/** The life of one of its keys. */
export const integratorKeyStates = stateMachine<IntegratorKeyState, IntegratorKeyAction>({
  LIVE: { ROTATE: 'RETIRING', REVOKE: 'REVOKED' },
  RETIRING: { REVOKE: 'REVOKED' },
  REVOKED: {},
});
