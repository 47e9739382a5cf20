import { type Reader, statement } from '@jinlin/database';
import { oneByStatement, remembered } from '@jinlin/graphql';

export interface PerformanceRow {
  unitId: string;
  called: number;
  acknowledgedInTime: number;
  arrivalsDue: number;
  arrivedInTime: number;
  disposedInTime: number;
  reportedWithoutAction: number;
  escalated: number;
  appraised: number;
  meanScore: number | null;
}

const PERFORMANCE_OF_UNITS = statement(/* SQL */ `
  select s.unit_id as "unitId",
         count(*) as called,
         count(*) filter (where s.acknowledged_at <= s.acknowledge_due_at) as "acknowledgedInTime",
         count(*) filter (where s.arrive_due_at is not null) as "arrivalsDue",
         count(*) filter (where s.arrived_at <= s.arrive_due_at) as "arrivedInTime",
         count(*) filter (where s.finished_at <= s.dispose_due_at) as "disposedInTime",
         count(*) filter (where s.arrived_at is not null and s.acting_since is null) as "reportedWithoutAction",
         count(*) filter (where s.escalated_at is not null) as escalated,
         count(w.score) filter (where w.lead_unit_id = s.unit_id) as appraised,
         (avg(w.score) filter (where w.lead_unit_id = s.unit_id))::float8 as "meanScore"
  from summons s
  join whistle w on w.id = s.whistle_id
  where s.unit_id = any($1::uuid[]) and s.notified_at >= $2 and s.notified_at < $3
  group by 1
`);

export const performanceLoaders = (read: Reader) => {
  const loaders = new Map<string, ReturnType<typeof oneByStatement<PerformanceRow>>>();
  return {
    /** How units answered whistles in a period. One statement however many units. */
    performanceOfUnit: (from: Date, before: Date) =>
      remembered(loaders, `${from.getTime()} ${before.getTime()}`, () =>
        oneByStatement<PerformanceRow>(read, PERFORMANCE_OF_UNITS, ({ unitId }) => unitId, from, before),
      ),
  };
};
