import { elderOf } from '../elder/elder.find';
import type { Resolvers } from '../generated/graphql';
import {
  attendanceOf,
  careNotesInClear,
  dayCareAt,
  dayOf,
  enrolmentOf,
  enrolmentsWithin,
  lineOf,
  priorityOf,
} from './day-care.find';
import {
  acceptDayCarePlace,
  agreeCarePlan,
  applyForDayCare,
  endDayCare,
  recordDayCareAttendance,
  withdrawFromDayCare,
} from './day-care.service';
import { dayCareStates } from './day-care.states';

export const dayCareResolvers: Resolvers = {
  Query: {
    dayCare: async (_, { id }, { load }) => dayCareAt(await load.site.load(id)),
    dayCareEnrolment: (_, { id }, ctx) => enrolmentOf(ctx, id),
    dayCareEnrolments: (_, args, ctx) => enrolmentsWithin(ctx, args),
  },
  Mutation: {
    applyForDayCare: (_, { input }, ctx) => applyForDayCare(ctx, input),
    acceptDayCarePlace: (_, { input }, ctx) => acceptDayCarePlace(ctx, input),
    withdrawFromDayCare: (_, { input }, ctx) => withdrawFromDayCare(ctx, input),
    endDayCare: (_, { input }, ctx) => endDayCare(ctx, input),
    agreeCarePlan: (_, { input }, ctx) => agreeCarePlan(ctx, input),
    recordDayCareAttendance: (_, { input }, ctx) => recordDayCareAttendance(ctx, input),
  },
  ServiceSite: {
    dayCare: (site) => dayCareAt(site),
  },
  ElderProfile: {
    dayCareEnrolments: ({ id }, _, { load }) => load.dayCareOfElder.load(id),
  },
  DayCare: {
    __resolveReference: async ({ id }, { load }) => dayCareAt(await load.site.load(id)),
    id: ({ site }) => site.id,
    places: async ({ site }, _, { load }) => (await load.dayCareOccupancy.load(site.id))!.places,
    taken: async ({ site }, _, { load }) => (await load.dayCareOccupancy.load(site.id))!.taken,
    waiting: async ({ site }, _, { load }) => (await load.dayCareOccupancy.load(site.id))!.waiting,
    attendance: (centre, { day }, ctx) => dayOf(ctx, centre, day),
  },
  DayCareEnrolment: {
    __resolveReference: ({ id }, ctx) => enrolmentOf(ctx, id),
    availableActions: ({ state }) => dayCareStates.actions(state),
    dayCare: async ({ siteId }, _, { load }) => dayCareAt(await load.site.load(siteId))!,
    elder: ({ elderId }, _, ctx) => elderOf(ctx, elderId),
    priority: (row, _, ctx) => priorityOf(ctx, row),
    line: (row, _, ctx) => lineOf(ctx, row),
    carePlan: (row) => (row.careAgreedOn ? row : null),
    attendance: (row, args, ctx) => attendanceOf(ctx, row, args),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CarePlan: {
    services: ({ careServices }) => careServices,
    // A plan that was agreed on has both days.
    agreedOn: ({ careAgreedOn }) => careAgreedOn!,
    reviewOn: ({ careReviewOn }) => careReviewOn!,
    notes: (row, { purpose }, ctx) => careNotesInClear(ctx, row, purpose),
  },
};
