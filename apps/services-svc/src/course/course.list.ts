import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { CourseEnrolmentFilter, CourseFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { Course, CourseEnrolment } from './course.entity';

export type CoursePage = Page<Course, Taught>;
export type EnrolmentPage = Page<CourseEnrolment>;

interface Taught {
  totalCount: number;
  enrolled: number;
  personTimes: number;
}

interface Args<Where> extends PageInput {
  where: Where;
}

interface EnrolmentArgs extends Args<Within<CourseEnrolmentFilter>> {
  share: Share | null;
}

/** Courses, which are open, and enrolments within the actor's reach, the latest first. */
export const courseLists = (db: DataSource, open: Reader, within: Reader) => ({
  courses: lists<Course, Args<Within<CourseFilter>>, Taught>(open, {
    columns: columnsOf(db, Course, 'c'),
    from: 'course c',
    where: ({ where }, at) => [
      isBelow('c.area_path', where.areaPath, at),
      where.programme && `c.programme = ${at(where.programme)}`,
      where.subject && `c.subject = ${at(where.subject)}`,
      where.state && `c.state = ${at(where.state)}`,
      isGiven(where.hasPlaces) &&
        `(c.state = 'OPEN' and c.enrolled < coalesce(c.places, c.enrolled + 1)) = ${at(where.hasPlaces)}`,
      where.from && `c.starts_on >= ${at(where.from)}::date`,
      where.to && `c.starts_on <= ${at(where.to)}::date`,
    ],
    order: [
      ['c.starts_on', 'date'],
      ['c.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startsOn, id }) => [startsOn, id],
    figures: {
      totalCount,
      enrolled: (list) => `select coalesce(sum(c.enrolled), 0)::int ${list}`,
      personTimes: (list) => `select coalesce(sum(c.person_times), 0)::int ${list}`,
    },
  }),

  courseEnrolments: lists<CourseEnrolment, EnrolmentArgs>(within, {
    columns: columnsOf(db, CourseEnrolment, 'e'),
    from: 'course_enrolment e',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(e.area_path, ${at(where.areaPath)})`,
      where.courseId && `e.course_id = ${at(where.courseId)}::uuid`,
      where.state && `e.state = ${at(where.state)}`,
      isGiven(where.isRelocated) && `e.is_relocated = ${at(where.isRelocated)}`,
    ],
    order: [
      ['e.enrolled_at', 'timestamptz'],
      ['e.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ enrolledAt, id }) => [enrolledAt, id],
    figures: { totalCount },
  }),
});
