import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { type TrainingAttendance, TrainingCourse } from './training.entity';

interface Coverage {
  path: string;
  people: number;
  trained: number;
}

const COVERAGE = statement(/* SQL */ `
  select above.path, count(*) filter (where held.person_id is not null) as people,
         count(*) filter (where held.is_trained) as trained
  from unnest($1::text[]) as above (path)
  left join lateral (
    select distinct h.person_id, exists (
      select from training_attendance t join training_course c on c.id = t.course_id
      where t.person_id = h.person_id and t.has_passed and c.state = 'HELD' and extract(year from c.from_on) = $3
    ) as is_trained
    from appointment h join area a on a.id = h.area_id
    where ${liesWithin('a.path', 'above.path')} and h.post = $2 and h.state = 'SERVING'
  ) held on true
  group by above.path
`);

const TRAININGS_OF_PEOPLE = statement(/* SQL */ `
  select t.course_id as "courseId", t.person_id as "personId", t.area_id as "areaId", t.hours,
         t.has_passed as "hasPassed"
  from training_attendance t join training_course c on c.id = t.course_id
  where t.person_id = any($1::uuid[])
  order by c.from_on desc, c.id
`);

/** Who took part in courses is read within the actor's reach. */
export function trainingLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const coverages = new Map<string, DataLoader<string, Coverage | null>>();
  return {
    trainingCourse: oneBy(db, read, TrainingCourse, 'id'),
    trainingsOfPerson: manyByStatement<TrainingAttendance>(
      sealed,
      TRAININGS_OF_PEOPLE,
      ({ personId }) => personId,
    ),
    trainingCoverageOf: (post: string, year: number) =>
      remembered(coverages, `${post} ${year}`, () =>
        oneByStatement<Coverage>(sealed, COVERAGE, ({ path }) => path, post, year),
      ),
  };
}
