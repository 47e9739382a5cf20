import { stateMachine } from '@jinlin/state-machine';
import type { CertificationAction, CertificationState } from '../generated/graphql';

/** The life of a recognition; one that was taken back is awarded anew. */
export const certificationStates = stateMachine<CertificationState, CertificationAction>({
  HELD: { REVOKE: 'REVOKED' },
  REVOKED: {},
});
