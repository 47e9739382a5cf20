import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import { personInClear } from '../person';
import { coursesWithin, enrolmentOf, enrolmentsWithin, programmeOf } from './course.find';
import {
  cancelCourse,
  completeCourse,
  enrolInCourse,
  holdCourseSession,
  planCourse,
  withdrawEnrolment,
} from './course.service';
import { courseStates, enrolmentStates } from './course.states';

export const courseResolvers: Resolvers = {
  Query: {
    courseProgrammes: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.education(dateIn(now))?.programmes ?? []),
    ],
    course: (_, { id }, { load }) => load.course.load(id),
    courses: (_, args, ctx) => coursesWithin(ctx, args),
    courseEnrolment: (_, { id }, ctx) => enrolmentOf(ctx, id),
    courseEnrolments: (_, args, ctx) => enrolmentsWithin(ctx, args),
  },
  Mutation: {
    planCourse: (_, { input }, ctx) => planCourse(ctx, input),
    cancelCourse: (_, { input }, ctx) => cancelCourse(ctx, input),
    enrolInCourse: (_, { input }, ctx) => enrolInCourse(ctx, input),
    withdrawEnrolment: (_, { input }, ctx) => withdrawEnrolment(ctx, input),
    holdCourseSession: (_, { input }, ctx) => holdCourseSession(ctx, input),
    completeCourse: (_, { input }, ctx) => completeCourse(ctx, input),
  },
  CourseProgramme: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  Course: {
    __resolveReference: ({ id }, { load }) => load.course.load(id),
    programme: (course, _, ctx) => programmeOf(ctx, course),
    availableActions: ({ state }) => courseStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    site: ({ siteId }, _, { load }) => (siteId ? load.site.load(siteId) : null),
    provider: ({ providerId }) => (providerId ? { id: providerId } : null),
    placesLeft: ({ places, enrolled }) => (places === null ? null : places - enrolled),
    sessions: ({ id }, _, { load }) => load.sessionsOfCourse.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CourseSession: {
    isHeld: ({ present }) => present !== null,
  },
  CourseEnrolment: {
    __resolveReference: ({ id }, ctx) => enrolmentOf(ctx, id),
    availableActions: ({ state }) => enrolmentStates.actions(state),
    course: ({ courseId }, _, { load }) => load.course.load(courseId),
    inClear: (row, { purpose }, ctx) => personInClear(ctx, 'CourseEnrolment', row, purpose),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
