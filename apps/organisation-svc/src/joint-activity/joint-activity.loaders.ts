import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { AttendanceSheet, JointActivity } from './joint-activity.entity';
import type { YearHeld } from './series';

const HEADS_OF_ACTIVITIES = statement(/* SQL */ `
  select activity_id::text as key, sum(heads) as heads from attendance_sheet
  where activity_id = any($1::uuid[]) and state = 'RECORDED'
  group by 1
`);

/** The years of the recurring days that are named by path and code, parted by a space. */
const YEARS_OF_SERIES = statement(/* SQL */ `
  select series.key, extract(year from j.day)::int as year, count(distinct j.id) as activities,
         coalesce(sum(s.heads), 0) as "personTimes"
  from unnest($1::text[]) as series (key)
  join joint_activity j on j.series = split_part(series.key, ' ', 2) and j.state = 'HELD'
  join area a on a.id = j.area_id and ${liesWithin('a.path', `split_part(series.key, ' ', 1)`)}
  left join attendance_sheet s on s.activity_id = j.id and s.state = 'RECORDED'
  group by 1, 2
  order by 1, 2 desc
`);

export const jointActivityLoaders = (db: DataSource, read: Reader) => ({
  jointActivity: oneBy(db, read, JointActivity, 'id'),
  attendanceSheet: oneBy(db, read, AttendanceSheet, 'id'),
  headsOfActivity: oneByStatement<{ key: string; heads: number }>(
    read,
    HEADS_OF_ACTIVITIES,
    ({ key }) => key,
  ),
  yearsOfSeries: manyByStatement<YearHeld & { key: string }>(read, YEARS_OF_SERIES, ({ key }) => key),
});
