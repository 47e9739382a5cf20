import { timelineLoader } from '@jinlin/acts';
import { type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import { areaLoaders } from '@jinlin/replicas';
import type { DataSource } from 'typeorm';
import { Case } from './case.entity';

export interface CaseCounts {
  areaId: string;
  total: number;
  open: number;
  overdue: number;
  resolved: number;
}

const COUNTS_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", counts.*
  from area
  cross join lateral (
    select count(*) as total,
           count(*) filter (where closed_at is null) as open,
           count(*) filter (where closed_at is null and due_at < $2 and handled_at is null and held_since is null) as overdue,
           count(*) filter (where outcome = 'RESOLVED') as resolved
    from "case" c
    where c.area_path >= area.path and c.area_path < area.path || '~'
  ) counts
  where area.id = any($1::uuid[])
`);

export const caseLoaders = (db: DataSource, read: Reader, now: Date) => ({
  case: oneBy(db, read, Case, 'id'),
  caseByReference: oneBy(db, read, Case, 'reference'),
  caseCountsOfArea: oneByStatement<CaseCounts>(read, COUNTS_OF_AREAS, ({ areaId }) => areaId, now),
  ...areaLoaders(db, read),
  timeline: timelineLoader(read),
});
