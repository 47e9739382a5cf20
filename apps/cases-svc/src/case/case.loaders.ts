import { timelineLoader } from '@jinlin/acts';
import { type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import { Area } from '@jinlin/replicas';
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
           count(*) filter (where state <> 'CLOSED') as open,
           count(*) filter (where state <> 'CLOSED' and due_at < $2 and handled_at is null) as overdue,
           count(*) filter (where outcome = 'RESOLVED') as resolved
    from "case" c
    where c.area_path >= area.path and c.area_path < area.path || '~'
  ) counts
  where area.id = any($1::uuid[])
`);

const CURRENT_AREAS_BY_CODE = statement(/* SQL */ `
  select id, code, level, path from area where code = any($1::text[]) and valid_to is null
`);

export const caseLoaders = (db: DataSource, read: Reader, now: Date) => ({
  case: oneBy(db, read, Case, 'id'),
  caseByReference: oneBy(db, read, Case, 'reference'),
  caseCountsOfArea: oneByStatement<CaseCounts>(read, COUNTS_OF_AREAS, ({ areaId }) => areaId, now),
  area: oneBy(db, read, Area, 'id'),
  areaByCode: oneByStatement<Pick<Area, 'id' | 'code' | 'level' | 'path'>>(
    read,
    CURRENT_AREAS_BY_CODE,
    ({ code }) => code,
  ),
  timeline: timelineLoader(read),
});
