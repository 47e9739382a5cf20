import { withReach } from '@jinlin/testing';
import type { DataSource } from 'typeorm';

/** A kind of record as it is kept: the GraphQL type that it is shown as, its table and the columns of this. */
interface Kept {
  type: string | undefined;
  table: string;
  columns: ReadonlySet<string>;
}

/** For each GraphQL type the id of a record that lies in an area, whatever links the record to the area. */
export async function recordsIn(databases: readonly DataSource[], areaCode: string) {
  const found = new Map<string, string>();
  for (const db of databases) {
    await withReach(db, async (tx) => {
      const [{ path }] = await tx.query('select path from area where code = $1 and valid_to is null', [
        areaCode,
      ]);
      const kept = keptIn(db);
      for (const one of kept.values()) {
        const lies = liesIn(one, kept);
        if (!one.type || !lies || found.has(one.type)) continue;
        const [row] = await tx.query(`select id from "${one.table}" where ${lies} order by id limit 1`, [
          path,
        ]);
        if (row) found.set(one.type, row.id);
      }
    });
  }
  return found;
}

/** Everything that a service keeps under an id, by its table. */
export function keptIn(db: DataSource) {
  const kept = db.entityMetadatas.map(({ tableName, columns, target }) => ({
    // An entity says what it is shown as; a replica of what others own says nothing.
    type: new (target as new () => { __typename?: string })().__typename,
    table: tableName,
    columns: new Set(columns.map(({ databaseName }) => databaseName)),
  }));
  return new Map(kept.filter(({ columns }) => columns.has('id')).map((one) => [one.table, one]));
}

/** The condition that a row of a table lies below the path $1: by its own place, or by that of what it belongs to. */
export function liesIn(
  one: Kept,
  kept: ReadonlyMap<string, Kept>,
  seen: readonly string[] = [],
): string | null {
  const { table, columns } = one;
  if (table === 'area') return 'starts_with(path, $1)';
  if (columns.has('area_path')) return 'starts_with(area_path, $1)';
  if (columns.has('area_id')) return 'area_id in (select id from area where starts_with(path, $1))';
  if (columns.has('locality_code'))
    return 'locality_code = (select code from area where path = $1 and valid_to is null)';

  for (const column of columns) {
    const parent = kept.get(column.replace(/_id$/, ''));
    if (!column.endsWith('_id') || !parent || seen.includes(parent.table)) continue;
    const lies = liesIn(parent, kept, [...seen, table]);
    if (lies) return `${column} in (select id from "${parent.table}" where ${lies})`;
  }
  return null;
}

/** What fields are called that name a record otherwise than by its type. */
const NAMED_OTHERWISE: Record<string, string> = {
  site: 'ServiceSite',
  canteen: 'ServiceSite',
  elder: 'ElderProfile',
  seeker: 'JobSeeker',
  team: 'VolunteerTeam',
  leadUnit: 'Unit',
  parent: 'Area',
  into: 'Case',
};

/** The type whose id a field of an input takes; `id` itself is that of what the act changes. */
export function typeOfId(field: string, changes: string) {
  if (field === 'id' || field === 'ids') return changes;
  const named = field.replace(/Ids?$/, '');
  return NAMED_OTHERWISE[named] ?? named.replace(/^./, (letter) => letter.toUpperCase());
}
