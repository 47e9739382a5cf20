import type { Life } from '@jinlin/acts';
import type {
  JobReferralAction,
  JobReferralState,
  JobSeekerAction,
  JobSeekerState,
} from '../generated/graphql';
import { JobReferral, JobSeeker } from './job-seeker.entity';
import { referralStates, seekerStates } from './job-seeker.states';

/** What the acts on registrations, and their loading, have in common. Events tell the community, not who it is. */
export const seekerLife: Life<JobSeeker, JobSeekerState, JobSeekerAction> = {
  entity: JobSeeker,
  name: 'JobSeeker',
  event: 'job_seeker',
  states: seekerStates,
  tell: ({ communityId, occupations }) => ({ communityId, occupations }),
};

/** The same for referrals. */
export const referralLife: Life<JobReferral, JobReferralState, JobReferralAction> = {
  entity: JobReferral,
  name: 'JobReferral',
  event: 'job_referral',
  states: referralStates,
  tell: ({ postingId, declinedBy }) => ({ postingId, declinedBy }),
};
