import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import { personInClear } from '../person';
import {
  householdsWithin,
  jobMatchesOf,
  referralOf,
  referralsWithin,
  seekerOf,
  seekersWithin,
} from './job-seeker.find';
import {
  declineJobReferral,
  hireReferredSeeker,
  referJobSeeker,
  registerJobSeeker,
  resumeJobSearch,
  trainJobSeeker,
  withdrawJobSeeker,
} from './job-seeker.service';
import { referralStates, seekerStates } from './job-seeker.states';

export const jobSeekerResolvers: Resolvers = {
  Query: {
    employmentTerms: (_, { localityCode }, { localities, now }) =>
      localities.holding(localityCode)?.employment(dateIn(now)) ?? null,
    jobSeeker: (_, { id }, ctx) => seekerOf(ctx, id),
    jobSeekers: (_, args, ctx) => seekersWithin(ctx, args),
    householdsWithoutWork: (_, args, ctx) => householdsWithin(ctx, args),
    jobReferrals: (_, args, ctx) => referralsWithin(ctx, args),
  },
  Mutation: {
    registerJobSeeker: (_, { input }, ctx) => registerJobSeeker(ctx, input),
    withdrawJobSeeker: (_, { input }, ctx) => withdrawJobSeeker(ctx, input),
    resumeJobSearch: (_, { input }, ctx) => resumeJobSearch(ctx, input),
    referJobSeeker: (_, { input }, ctx) => referJobSeeker(ctx, input),
    hireReferredSeeker: (_, { input }, ctx) => hireReferredSeeker(ctx, input),
    declineJobReferral: (_, { input }, ctx) => declineJobReferral(ctx, input),
    trainJobSeeker: (_, { input }, ctx) => trainJobSeeker(ctx, input),
  },
  HouseholdWithoutWork: {
    area: ({ areaId }) => ({ id: areaId }),
  },
  EmploymentTerm: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  ZeroEmploymentFamily: {
    seekers: ({ id }, _, { load }) => load.seekersOfFamily.load(id),
  },
  JobSeeker: {
    __resolveReference: ({ id }, ctx) => seekerOf(ctx, id),
    availableActions: ({ state }) => seekerStates.actions(state),
    inClear: (row, { purpose }, ctx) => personInClear(ctx, 'JobSeeker', row, purpose),
    area: ({ areaId }) => ({ id: areaId }),
    family: ({ familyId }, _, { load }) => (familyId ? load.zeroEmploymentFamily.load(familyId) : null),
    matches: (seeker, { first }, ctx) => jobMatchesOf(ctx, seeker, first),
    referrals: ({ id }, _, { load }) => load.referralsOfSeeker.load(id),
    training: ({ id }, _, { load }) => load.trainingOfSeeker.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  JobReferral: {
    __resolveReference: ({ id }, ctx) => referralOf(ctx, id),
    availableActions: ({ state }) => referralStates.actions(state),
    seeker: ({ seekerId }, _, ctx) => seekerOf(ctx, seekerId),
    posting: ({ postingId }, _, { load }) => load.jobPosting.load(postingId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
