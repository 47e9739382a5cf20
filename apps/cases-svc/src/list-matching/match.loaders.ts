import { dateIn } from '@jinlin/calendar';
import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyBy, manyByStatement, oneBy, oneByStatement } from '@jinlin/graphql';
import { pathsAbove } from '@jinlin/replicas';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { Match } from './match.entity';
import { demandsToMatch, openWindowsFor, type Rows } from './open';
import { type Shelf, shelfOf } from './propose';
import type { OpenDemand } from './score';

interface Kept {
  unitId: string;
  kept: number;
  broken: number;
}

/** A demand, and what is offered to it and to others that are asked about with it. */
interface Weighable {
  demand: OpenDemand;
  shelf: Shelf;
}

export const matchLoaders = (db: DataSource, read: Reader, now: Date) => {
  const rows: Rows = (sql, values) => read.rows(statement(sql), values);
  const ofProjects = statement(/* SQL */ `
    select d.project_id as "projectId", ${columnsOf(db, Match, 'm')}
    from list_match m join demand d on d.id = m.demand_id
    where d.project_id = any($1::uuid[]) order by m.decided_at, m.id
  `);
  return {
    match: oneBy(db, read, Match, 'id'),
    matchesOfDemand: manyBy(db, read, Match, 'demandId', 'decided_at, id'),
    matchesOfResource: manyBy(db, read, Match, 'resourceId', 'decided_at, id'),
    matchesOfProject: manyByStatement<Match & { projectId: string }>(
      read,
      ofProjects,
      ({ projectId }) => projectId,
    ),
    recordOfUnit: oneByStatement<Kept>(read, RECORDS, ({ unitId }) => unitId),

    /** Two statements, however many demands are weighed. */
    weighable: new DataLoader<string, Weighable | null>(async (ids) => {
      const demands = await demandsToMatch(rows, ids);
      const paths = [...new Set(demands.flatMap(({ areaPath }) => pathsAbove(areaPath)))];
      const shelf = shelfOf(await openWindowsFor(rows, { paths, today: dateIn(now) }));
      const demandOf = new Map(demands.map((demand) => [demand.id, demand]));
      return ids.map((id) => {
        const demand = demandOf.get(id);
        return demand ? { demand, shelf } : null;
      });
    }),
  };
};

const RECORDS = statement(/* SQL */ `
  select r.unit_id as "unitId", count(*) filter (where m.state = 'KEPT') as kept,
         count(*) filter (where m.state = 'BROKEN') as broken
  from resource r join list_match m on m.resource_id = r.id
  where r.unit_id = any($1::uuid[])
  group by 1
`);
