import { stateMachine } from '@jinlin/state-machine';
import type { PointsGrantAction, PointsGrantState } from '../generated/graphql';

/** The life of a grant. */
export const grantStates = stateMachine<PointsGrantState, PointsGrantAction>({
  GRANTED: { REVOKE: 'REVOKED' },
  REVOKED: {},
});
