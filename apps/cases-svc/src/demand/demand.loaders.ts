import { type Reader, statement } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { Demand, DemandRequester } from './demand.entity';

/** What the lists of an area come to (IND-9). */
export interface ListCounts {
  areaId: string;
  demands: number;
  matched: number;
  inProject: number;
  projects: number;
  completed: number;
  meanDaysToMatch: number | null;
}

export function demandLoaders(db: DataSource, read: Reader) {
  const periods = new Map<string, DataLoader<string, ListCounts | null>>();
  return {
    demand: oneBy(db, read, Demand, 'id'),
    demandsOfCase: manyBy(db, read, Demand, 'caseId', 'raised_at, id'),
    demandsOfProject: manyBy(db, read, Demand, 'projectId', 'published_at, id'),
    requesterOfDemand: oneBy(db, read, DemandRequester, 'demandId'),

    /** How the lists of areas do, by the demands published from one day to another. */
    listCounts: (areaId: string, from: string | null, to: string | null) =>
      remembered(periods, `${from} ${to}`, () =>
        oneByStatement<ListCounts>(read, COUNTS_OF_AREAS, (row) => row.areaId, from, to),
      ).load(areaId),
  };
}

const COUNTS_OF_AREAS = statement(/* SQL */ `
  select a.id as "areaId", counts.*
  from area a
  cross join lateral (
    select count(*) as demands,
           count(d.matched_at) as matched,
           count(d.project_id) as "inProject",
           count(distinct p.id) as projects,
           count(distinct p.id) filter (where p.accepted_at is not null) as completed,
           (avg(extract(epoch from d.matched_at - d.published_at)) / 86400)::float8 as "meanDaysToMatch"
    from demand d left join project p on p.id = d.project_id
    where d.area_path >= a.path and d.area_path < a.path || '~' and d.published_at is not null
      and ($2::date is null or timezone('Asia/Shanghai', d.published_at)::date >= $2::date)
      and ($3::date is null or timezone('Asia/Shanghai', d.published_at)::date <= $3::date)
  ) counts
  where a.id = any($1::uuid[])
`);
