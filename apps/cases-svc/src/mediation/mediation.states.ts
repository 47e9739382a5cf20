import { stateMachine } from '@jinlin/state-machine';
import type { MediationAction, MediationState } from '../generated/graphql';

/** SM-3, the life of a mediation, from the application to its end. */
export const mediationStates = stateMachine<MediationState, MediationAction>({
  APPLIED: { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED', TRANSFER: 'APPLIED', WITHDRAW: 'WITHDRAWN' },
  ACCEPTED: { BEGIN: 'MEDIATING', TRANSFER: 'APPLIED', WITHDRAW: 'WITHDRAWN' },
  MEDIATING: { AGREE: 'AGREED', FAIL: 'FAILED', TRANSFER: 'APPLIED', WITHDRAW: 'WITHDRAWN' },
  AGREED: { GO_TO_COURT: 'AGREED', RESUME: 'MEDIATING' },
  FAILED: {},
  DECLINED: {},
  WITHDRAWN: {},
});
