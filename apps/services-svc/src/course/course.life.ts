import type { Life } from '@jinlin/acts';
import type {
  CourseAction,
  CourseEnrolmentAction,
  CourseEnrolmentState,
  CourseState,
} from '../generated/graphql';
import { Course, CourseEnrolment } from './course.entity';
import { courseStates, enrolmentStates } from './course.states';

/** What the acts on courses, and their loading, have in common. */
export const courseLife: Life<Course, CourseState, CourseAction> = {
  entity: Course,
  name: 'Course',
  event: 'course',
  states: courseStates,
  tell: ({ programme, subject, areaId, enrolled, personTimes }) => ({
    programme,
    subject,
    areaId,
    enrolled,
    personTimes,
  }),
};

/** The same for enrolments. Events tell neither names nor phones. */
export const enrolmentLife: Life<CourseEnrolment, CourseEnrolmentState, CourseEnrolmentAction> = {
  entity: CourseEnrolment,
  name: 'CourseEnrolment',
  event: 'course_enrolment',
  states: enrolmentStates,
  tell: ({ courseId, areaId, attended }) => ({ courseId, areaId, attended }),
};
