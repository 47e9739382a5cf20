import { stateMachine } from '@jinlin/state-machine';
import type {
  JobReferralAction,
  JobReferralState,
  JobSeekerAction,
  JobSeekerState,
} from '../generated/graphql';

/** The life of a registration. */
export const seekerStates = stateMachine<JobSeekerState, JobSeekerAction>({
  SEEKING: { PLACE: 'PLACED', WITHDRAW: 'WITHDRAWN' },
  PLACED: { RESUME: 'SEEKING' },
  WITHDRAWN: {},
});

/** The life of a referral. */
export const referralStates = stateMachine<JobReferralState, JobReferralAction>({
  REFERRED: { HIRE: 'HIRED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  HIRED: {},
  DECLINED: {},
  WITHDRAWN: {},
});
