import { type Reader, type Scope, statement, unseen } from '@jinlin/database';
import { oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import { ServiceApplication } from './application.entity';
import { OPEN } from './application.states';

/** The applications of an area within reach, counted. */
export interface WindowCounts {
  areaId: string;
  received: number;
  onBehalf: number;
  open: number;
  overdue: number;
  decided: number;
  onTime: number;
  meanRating: number | null;
}

/** From one day to another, either of them open. */
export interface Span {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

const WORK_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId",
         count(a.id)::int as received,
         (count(*) filter (where a.consent is not null))::int as "onBehalf",
         (count(*) filter (where a.${OPEN}))::int as open,
         (count(*) filter (where a.${OPEN} and a.due_at < $4::timestamptz))::int as overdue,
         count(a.decided_at)::int as decided,
         (count(*) filter (where a.decided_at <= a.due_at))::int as "onTime",
         avg(a.rating)::float8 as "meanRating"
  from area
  left join service_application a
    on a.area_path >= area.path and a.area_path < area.path || '~'
    and ($2::timestamptz is null or a.received_at >= $2::timestamptz)
    and ($3::timestamptz is null or a.received_at < $3::timestamptz)
  where area.id = any(${unseen('$1', 'uuid')}) and starts_with(area.path, $5)
  group by area.id
`);

export function applicationLoaders(db: DataSource, within: Reader, { areaPath }: Scope, now: Date) {
  const work = new Map<string, DataLoader<string, WindowCounts | null>>();

  return {
    serviceApplication: oneBy(db, within, ServiceApplication, 'id'),
    /** How the window served an area in a span; null where the actor does not reach. */
    windowWork: (areaId: string, { from, to }: Span) =>
      remembered(work, `${from}:${to}`, () =>
        oneByStatement<WindowCounts>(
          within,
          WORK_OF_AREAS,
          (row) => row.areaId,
          from ? midnight(from) : null,
          to ? midnight(addDays(to, 1)) : null,
          now,
          areaPath,
        ),
      ).load(areaId),
  };
}
