import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { Course, CourseEnrolment, CourseSession } from './course.entity';

/** Courses are open; who learns in them is read within the actor's reach. */
export const courseLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  course: oneBy(db, open, Course, 'id'),
  sessionsOfCourse: manyBy(db, open, CourseSession, 'courseId', 'number'),
  courseEnrolment: oneBy(db, within, CourseEnrolment, 'id'),
});
