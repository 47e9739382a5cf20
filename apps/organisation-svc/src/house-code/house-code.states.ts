import { stateMachine } from '@jinlin/state-machine';
import type { HouseCodeAction, HouseCodeState } from '../generated/graphql';

/** The life of a house code. One that was revoked never holds again. */
export const houseCodeStates = stateMachine<HouseCodeState, HouseCodeAction>({
  ACTIVE: { RENEW: 'REVOKED', REVOKE: 'REVOKED' },
  REVOKED: {},
});
