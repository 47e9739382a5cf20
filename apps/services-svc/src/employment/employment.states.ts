import { stateMachine } from '@jinlin/state-machine';
import type {
  EmploymentSubsidyAction,
  EmploymentSubsidyState,
  JobPostingAction,
  JobPostingState,
  ZeroEmploymentAction,
  ZeroEmploymentState,
} from '../generated/graphql';

/** The life of a posting. */
export const postingStates = stateMachine<JobPostingState, JobPostingAction>({
  OPEN: { RECORD_HIRES: 'OPEN', CLOSE: 'CLOSED' },
  CLOSED: {},
});

/** The life of a subsidy. */
export const subsidyStates = stateMachine<EmploymentSubsidyState, EmploymentSubsidyAction>({
  APPLIED: { GRANT: 'GRANTED', REFUSE: 'REFUSED' },
  GRANTED: { PAY: 'PAID', REFUSE: 'REFUSED' },
  REFUSED: {},
  PAID: {},
});

/** The life of a zero-employment family on the books; one that loses its work again is found anew. */
export const zeroEmploymentStates = stateMachine<ZeroEmploymentState, ZeroEmploymentAction>({
  OPEN: { CLEAR: 'CLEARED' },
  CLEARED: {},
});
