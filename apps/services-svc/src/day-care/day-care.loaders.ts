import { type PageInput, type Reader, statement, unseen } from '@jinlin/database';
import {
  columnsOf,
  lists,
  manyByStatement,
  oneBy,
  oneByStatement,
  type Page,
  remembered,
  totalCount,
} from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { DayCareEnrolmentFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { type DayCareAttendance, DayCareEnrolment } from './day-care.entity';

export type DayCareEnrolmentPage = Page<DayCareEnrolment>;

interface DayCareEnrolmentArgs extends PageInput {
  share: Share | null;
  where: Within<DayCareEnrolmentFilter>;
}

/** Somebody in a centre's line, without who it is. */
interface InLine {
  siteId: string;
  enrolmentId: string;
  rank: number;
  priority: string | null;
  ruleVersion: string;
}

interface Occupancy {
  siteId: string;
  places: number;
  taken: number;
  waiting: number;
}

interface Day {
  siteId: string;
  enrolled: number;
  attended: number;
  absent: number;
}

const LINES_OF_CENTRES = statement(/* SQL */ `
  select site_id as "siteId", enrolment_id as "enrolmentId", rank, priority, rule_version as "ruleVersion"
  from day_care_line
  where site_id = any(${unseen('$1', 'uuid')}) and not has_place
  order by rank, applied_at, enrolment_id
`);

const OCCUPANCY_OF_CENTRES = statement(/* SQL */ `
  select asked.id as "siteId",
         coalesce((select amount from site_capacity where site_id = asked.id and unit = 'PLACE'), 0) as places,
         count(*) filter (where has_place) as taken, count(*) filter (where not has_place) as waiting
  from unnest(${unseen('$1', 'uuid')}) as asked (id)
  left join day_care_line line on line.site_id = asked.id
  group by asked.id
`);

const DAY_OF_CENTRES = statement(/* SQL */ `
  select site_id as "siteId", count(*) as enrolled, count(*) filter (where attended) as attended,
         count(*) filter (where not attended) as absent
  from day_care_enrolment enrolment
  left join day_care_attendance on enrolment_id = enrolment.id and day = $2::date
  where site_id = any(${unseen('$1', 'uuid')}) and enrolled_on <= $2::date
    and (ended_on is null or ended_on >= $2::date)
  group by site_id
`);

const ATTENDANCE_OF_ENROLMENTS = statement(/* SQL */ `
  select enrolment_id as "enrolmentId", day, attended from day_care_attendance
  where enrolment_id = any(${unseen('$1', 'uuid')}) and day >= $2::date and day < $3::date
  order by day
`);

const enrolmentsOfElders = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, DayCareEnrolment)} from day_care_enrolment
    where elder_id = any(${unseen('$1', 'uuid')}) and state in ('WAITING', 'OFFERED', 'ENROLLED')
    order by applied_at, id
  `);

export function dayCareLoaders(db: DataSource, open: Reader, within: Reader) {
  const days = new Map<string, DataLoader<string, Day | null>>();
  const months = new Map<string, DataLoader<string, DayCareAttendance[]>>();

  return {
    dayCareEnrolment: oneBy(db, within, DayCareEnrolment, 'id'),
    dayCareLine: manyByStatement<InLine>(open, LINES_OF_CENTRES, ({ siteId }) => siteId),
    dayCareOccupancy: oneByStatement<Occupancy>(open, OCCUPANCY_OF_CENTRES, ({ siteId }) => siteId),
    dayCareOfElder: manyByStatement<DayCareEnrolment>(
      within,
      enrolmentsOfElders(db),
      ({ elderId }) => elderId,
    ),

    /** How many came to a centre on a day. */
    dayCareDay: (siteId: string, day: string) =>
      remembered(days, day, () => oneByStatement<Day>(within, DAY_OF_CENTRES, (row) => row.siteId, day)).load(
        siteId,
      ),

    /** The days of an enrolment from one day on and before another. */
    dayCareAttendance: (enrolmentId: string, from: string, before: string) =>
      remembered(months, from, () =>
        manyByStatement<DayCareAttendance>(
          within,
          ATTENDANCE_OF_ENROLMENTS,
          (row) => row.enrolmentId,
          from,
          before,
        ),
      ).load(enrolmentId),

    dayCareEnrolments: lists<DayCareEnrolment, DayCareEnrolmentArgs>(within, {
      columns: columnsOf(db, DayCareEnrolment, 'd'),
      from: 'day_care_enrolment d',
      where: ({ share, where }, at) => [
        belongsTo(share, at, ['area_path', 'elder_area_path']),
        isBelow('d.area_path', where.areaPath, at),
        where.siteId && `d.site_id = ${at(where.siteId)}::uuid`,
        where.elderId && `d.elder_id = ${at(where.elderId)}::uuid`,
        where.states && `d.state = any(${at(where.states)}::text[])`,
        where.reviewDueBy && `d.state = 'ENROLLED' and d.care_review_on <= ${at(where.reviewDueBy)}::date`,
      ],
      order: [
        ['d.applied_at', 'timestamptz'],
        ['d.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ appliedAt, id }) => [appliedAt, id],
      figures: { totalCount },
    }),
  };
}
