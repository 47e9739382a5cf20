import type { Life } from '@jinlin/acts';
import type {
  EmploymentSubsidyAction,
  EmploymentSubsidyState,
  JobPostingAction,
  JobPostingState,
  ZeroEmploymentAction,
  ZeroEmploymentState,
} from '../generated/graphql';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from './employment.entity';
import { postingStates, subsidyStates, zeroEmploymentStates } from './employment.states';

/** What the acts on postings, and their loading, have in common. */
export const postingLife: Life<JobPosting, JobPostingState, JobPostingAction> = {
  entity: JobPosting,
  name: 'JobPosting',
  event: 'job_posting',
  states: postingStates,
  tell: ({ employerId, areaId, vacancies, filled }) => ({ employerId, areaId, vacancies, filled }),
};

/** The same for subsidies. */
export const subsidyLife: Life<EmploymentSubsidy, EmploymentSubsidyState, EmploymentSubsidyAction> = {
  entity: EmploymentSubsidy,
  name: 'EmploymentSubsidy',
  event: 'employment_subsidy',
  states: subsidyStates,
  tell: ({ kind, unitId, areaId, month, amount, people }) => ({
    kind,
    unitId,
    areaId,
    month,
    amount,
    people,
  }),
};

/** The same for zero-employment families. Events tell the community, not the household. */
export const zeroEmploymentLife: Life<ZeroEmploymentFamily, ZeroEmploymentState, ZeroEmploymentAction> = {
  entity: ZeroEmploymentFamily,
  name: 'ZeroEmploymentFamily',
  event: 'zero_employment',
  states: zeroEmploymentStates,
  tell: ({ communityId, outcome }) => ({ communityId, outcome }),
};
