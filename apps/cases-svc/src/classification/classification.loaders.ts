import { type Reader, statement } from '@jinlin/database';
import { manyByStatement, remembered } from '@jinlin/graphql';

interface LedgerRow {
  areaId: string;
  code: string;
  total: number;
  open: number;
  overdue: number;
  resolved: number;
}

const LEDGERS_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", split_part(class, '/', 2) as code,
         count(*) as total,
         count(*) filter (where c.closed_at is null) as open,
         count(*) filter (where c.closed_at is null and c.due_at < $3 and c.handled_at is null and c.held_since is null) as overdue,
         count(*) filter (where c.outcome = 'RESOLVED') as resolved
  from area
  join "case" c on c.area_path >= area.path and c.area_path < area.path || '~' and c.classes <> '{}'
  cross join unnest(c.classes) as class
  where area.id = any($1::uuid[]) and starts_with(class, $2 || '/')
  group by 1, 2
`);

export const classificationLoaders = (read: Reader, now: Date) => {
  const loaders = new Map<string, ReturnType<typeof manyByStatement<LedgerRow>>>();
  return {
    /** The ledgers of areas by one taxonomy. One statement however many areas. */
    ledgerOfArea: (taxonomy: string) =>
      remembered(loaders, taxonomy, () =>
        manyByStatement<LedgerRow>(read, LEDGERS_OF_AREAS, ({ areaId }) => areaId, taxonomy, now),
      ),
  };
};
