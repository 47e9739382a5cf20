import type { Act } from '@jinlin/acts';
import { forget, keepAreasFindable } from '../search/search-entry';
import type { Area } from './area.entity';
import { areaLife } from './area.life';
import { liesWithin } from './area.sql';

/** Puts areas under a new parent, with all that is active below them. Answers with the ids of everything that moved. */
export async function reparent({ tx }: Act, ids: readonly string[], parent: Pick<Area, 'id' | 'path'>) {
  if (ids.length === 0) return [];
  const rows: { id: string }[] = await tx.query(REPARENT, [ids, parent.id, parent.path]);
  return rows.map(({ id }) => id);
}

/** Lets what areas are now hold from a day on; until the day before, what they were. */
export async function keepVersions({ tx }: Act, ids: readonly string[], day: string) {
  await tx.query(END_VERSIONS, [ids, day]);
  await tx.query(BEGIN_VERSIONS, [ids, day]);
  await keepAreasFindable(tx, ids);
}

/** Lets new areas be what they are from their first days on. */
export async function beginVersions({ tx }: Act, ids: readonly string[]) {
  await tx.query(BEGIN_FIRST_VERSIONS, [ids]);
  await keepAreasFindable(tx, ids);
}

/** Lets areas that close on a day be nothing from that day on. */
export async function endVersions({ tx }: Act, ids: readonly string[], day: string) {
  await tx.query(END_VERSIONS, [ids, day]);
  await tx.query(DROP_VERSIONS, [ids, day]);
  await forget(tx, ids);
}

/** The latest day on which an area itself changed. */
export async function lastChangeOf({ tx }: Act, id: string): Promise<string> {
  const [{ day }] = await tx.query(LAST_CHANGE_OF, [id]);
  return day;
}

/** The latest day on which anything changed that lies at or below one of the paths. */
export async function lastChangeWithin({ tx }: Act, paths: readonly string[]): Promise<string> {
  const [{ day }] = await tx.query(LAST_CHANGE_WITHIN, [paths]);
  return day;
}

/** Tells others of areas that moved along with what was moved: one event each, as `area.move`. */
export const tellOfMoves = ({ tx, now }: Act, ids: readonly string[]) => tx.query(TELL_OF_MOVES, [ids, now]);

/** The area that bears a code on any day from `day` on, apart from those that give it up. */
export async function codeHolder({ tx }: Act, code: string, day: string, givingUp: readonly string[] = []) {
  const [holder] = await tx.query(CODE_HOLDER, [code, day, givingUp]);
  return (holder?.area_id as string | undefined) ?? null;
}

export const nextLabel = async (act: Act): Promise<string> => (await nextLabels(act, 1))[0]!;

/** Labels that no area has borne. */
export async function nextLabels({ tx }: Act, count: number): Promise<string[]> {
  const rows: { label: string }[] = await tx.query(
    `select 'n' || nextval('area_label') as label from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ label }) => label);
}

const REPARENT = /* SQL */ `
  with moving as (
    select id, path as former, $3::text || label || '/' as present from area where id = any($1::uuid[])
  ), moved as (
    update area set
      path = moving.present || substr(area.path, length(moving.former) + 1),
      parent_id = case when area.id = moving.id then $2::uuid else area.parent_id end
    from moving
    where ${liesWithin('area.path', 'moving.former')} and area.state = 'ACTIVE'
    returning area.id
  )
  select id from moved
`;

const END_VERSIONS = /* SQL */ `
  update area_version set valid_to = $2 where area_id = any($1::uuid[]) and valid_to is null and valid_from < $2
`;

const BEGIN_VERSIONS = /* SQL */ `
  insert into area_version (area_id, valid_from, code, name, parent_id, path)
  select id, $2, code, name, parent_id, path from area where id = any($1::uuid[])
  on conflict (area_id, valid_from) do update set
    code = excluded.code, name = excluded.name, parent_id = excluded.parent_id, path = excluded.path
`;

const BEGIN_FIRST_VERSIONS = /* SQL */ `
  insert into area_version (area_id, valid_from, code, name, parent_id, path)
  select id, valid_from, code, name, parent_id, path from area where id = any($1::uuid[])
`;

const DROP_VERSIONS = /* SQL */ `
  delete from area_version where area_id = any($1::uuid[]) and valid_to is null and valid_from = $2
`;

const LAST_CHANGE_OF = /* SQL */ `
  select max(valid_from) as day from area_version where area_id = $1
`;

const LAST_CHANGE_WITHIN = /* SQL */ `
  select max(version.valid_from) as day
  from unnest($1::text[]) as above (path)
  join area on ${liesWithin('area.path', 'above.path')} and area.state = 'ACTIVE'
  join area_version version on version.area_id = area.id and version.valid_to is null
`;

const CODE_HOLDER = /* SQL */ `
  select area_id from area_version
  where code = $1 and (valid_to is null or valid_to > $2) and area_id <> all($3::uuid[]) limit 1
`;

const told = ['code', 'name', 'level', 'parentId', 'path', 'urban', 'householdCount', 'validFrom', 'validTo'];
const column = (property: string) => property.replace(/[A-Z]/g, '_$&').toLowerCase();

const TELL_OF_MOVES = /* SQL */ `
  insert into outbox (type, subject, at, data)
  select '${areaLife.event}.move', id, $2, jsonb_build_object(${told.map((name) => `'${name}', ${column(name)}`)})
  from area where id = any($1::uuid[])
`;
