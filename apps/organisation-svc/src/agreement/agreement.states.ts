import { stateMachine } from '@jinlin/state-machine';
import type {
  AgreementAction,
  AgreementState,
  CommitmentAction,
  CommitmentState,
} from '../generated/graphql';

/** The life of a co-construction agreement. */
export const agreementStates = stateMachine<AgreementState, AgreementAction>({
  PROPOSED: { SIGN: 'IN_FORCE', WITHDRAW: 'WITHDRAWN' },
  IN_FORCE: { EXTEND: 'IN_FORCE', CONCLUDE: 'CONCLUDED', TERMINATE: 'TERMINATED' },
  CONCLUDED: {},
  TERMINATED: {},
  WITHDRAWN: {},
});

/** The life of a commitment. What was broken can still be kept, late or as it turns out in time. */
export const commitmentStates = stateMachine<CommitmentState, CommitmentAction>({
  OFFERED: { PROMISE: 'PROMISED', RELEASE: 'RELEASED' },
  PROMISED: {
    FALL_DUE: 'DUE',
    KEEP: 'KEPT',
    KEEP_LATE: 'KEPT_LATE',
    POSTPONE: 'PROMISED',
    BREAK: 'BROKEN',
    RELEASE: 'RELEASED',
  },
  DUE: { KEEP: 'KEPT', KEEP_LATE: 'KEPT_LATE', POSTPONE: 'PROMISED', BREAK: 'BROKEN', RELEASE: 'RELEASED' },
  BROKEN: { KEEP: 'KEPT', KEEP_LATE: 'KEPT_LATE' },
  KEPT: {},
  KEPT_LATE: {},
  RELEASED: {},
});
