import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { TrainingCourseFilter } from '../generated/graphql';
import { TrainingAttendance, TrainingCourse } from './training.entity';

export type TrainingCoursePage = Page<TrainingCourse>;
export type TrainingAttendancePage = Page<TrainingAttendance>;

interface CourseListArgs extends PageInput {
  where: Omit<TrainingCourseFilter, 'withinCode' | 'withinId'>;
}

/** Lists of courses at or below a path; who took part is read within the actor's reach. */
export const trainingLists = (db: DataSource, read: Reader, sealed: Reader) => ({
  trainingCoursesWithin: lists<TrainingCourse, CourseListArgs>(read, {
    columns: columnsOf(db, TrainingCourse, 'c'),
    from: 'training_course c join area a on a.id = c.area_id',
    where: ({ where: { state, year, post } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `c.state = ${at(state)}`,
      isGiven(year) && `extract(year from c.from_on) = ${at(year)}`,
      post && `c.posts @> array[${at(post)}]::text[]`,
    ],
    order: [
      ['c.from_on', 'date'],
      ['c.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn, id],
    figures: { totalCount },
  }),
  attendancesOfCourse: lists<TrainingAttendance, PageInput>(sealed, {
    columns: columnsOf(db, TrainingAttendance, 't'),
    from: 'training_attendance t',
    where: () => ['t.course_id = parent.key::uuid'],
    order: [['t.person_id', 'uuid']],
    cursor: ({ personId }) => [personId],
    figures: { totalCount },
  }),
});
