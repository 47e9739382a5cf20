import { dateIn } from '@jinlin/calendar';
import type { Resolvers } from '../generated/graphql';
import { familiesWithin, familyOf, postingsWithin, subsidiesWithin } from './employment.find';
import {
  applyForEmploymentSubsidy,
  clearZeroEmploymentFamily,
  closeJobPosting,
  findZeroEmploymentFamily,
  grantEmploymentSubsidy,
  payEmploymentSubsidy,
  recordHires,
  refuseEmploymentSubsidy,
  releaseJobs,
} from './employment.service';
import { postingStates, subsidyStates, zeroEmploymentStates } from './employment.states';

export const employmentResolvers: Resolvers = {
  Query: {
    jobPosting: (_, { id }, { load }) => load.jobPosting.load(id),
    jobPostings: (_, args, ctx) => postingsWithin(ctx, args),
    employmentSubsidies: (_, args, ctx) => subsidiesWithin(ctx, args),
    zeroEmploymentFamily: (_, { id }, ctx) => familyOf(ctx, id),
    zeroEmploymentFamilies: (_, args, ctx) => familiesWithin(ctx, args),
  },
  Mutation: {
    releaseJobs: (_, { input }, ctx) => releaseJobs(ctx, input),
    recordHires: (_, { input }, ctx) => recordHires(ctx, input),
    closeJobPosting: (_, { input }, ctx) => closeJobPosting(ctx, input),
    applyForEmploymentSubsidy: (_, { input }, ctx) => applyForEmploymentSubsidy(ctx, input),
    grantEmploymentSubsidy: (_, { input }, ctx) => grantEmploymentSubsidy(ctx, input),
    refuseEmploymentSubsidy: (_, { input }, ctx) => refuseEmploymentSubsidy(ctx, input),
    payEmploymentSubsidy: (_, { input }, ctx) => payEmploymentSubsidy(ctx, input),
    findZeroEmploymentFamily: (_, { input }, ctx) => findZeroEmploymentFamily(ctx, input),
    clearZeroEmploymentFamily: (_, { input }, ctx) => clearZeroEmploymentFamily(ctx, input),
  },
  Area: {
    zeroEmployment: ({ id }, { on }, { load, now }) => load.zeroEmployment(id, on ?? dateIn(now)),
  },
  JobPosting: {
    __resolveReference: ({ id }, { load }) => load.jobPosting.load(id),
    availableActions: ({ state }) => postingStates.actions(state),
    employer: ({ employerId }) => ({ id: employerId }),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  EmploymentSubsidy: {
    __resolveReference: ({ id }, { load }) => load.employmentSubsidy.load(id),
    availableActions: ({ state }) => subsidyStates.actions(state),
    unit: ({ unitId }) => ({ id: unitId }),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  ZeroEmploymentFamily: {
    __resolveReference: ({ id }, ctx) => familyOf(ctx, id),
    availableActions: ({ state }) => zeroEmploymentStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
