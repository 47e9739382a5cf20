import { everything, scopeSql } from '@jinlin/database';
import type { Consumer, Event } from '@jinlin/events';
import type { PoolClient } from 'pg';

/** A table that keeps the path of each row's area beside its id, and must follow when the area moves. */
export interface PlacedTable {
  table: string;
  areaId: string;
  areaPath: string;
  /** The column that keeps the community above it, where there is one. */
  communityId?: string;
}

/** Follows organisation-svc: keeps the replicas of areas and units, and the paths stored in `placed` tables. */
export const followOrganisation = (
  { from, into }: Pick<Consumer, 'from' | 'into'>,
  placed: readonly PlacedTable[] = [],
): Consumer => ({
  name: 'replicas-of-organisation',
  from,
  into,
  apply: async (client, events) => {
    // Placed tables are bound by row-level security, and an area may move from anywhere.
    await client.query(scopeSql(everything));
    const areas = latest(events, 'cn.jinlin.area.');
    const units = latest(events, 'cn.jinlin.unit.');
    if (areas.length) await keepAreas(client, areas, placed);
    await passOn(client, bequests(events), placed);
    if (units.length) await client.query(KEEP_UNITS, [JSON.stringify(units)]);
  },
});

/** Of several events of one record only the last matters: each carries the whole of what is replicated. */
const latest = (events: Event[], type: string) => [
  ...new Map(
    events
      .filter((event) => event.type.startsWith(type))
      .map(({ subject, data }) => [subject, { id: subject, ...data }]),
  ).values(),
];

/** An area that has ended, and the one that takes what was there. */
interface Bequest {
  id: string;
  heirId: string;
}

/** Who takes what was at areas that have ended, in the order in which it came to pass: heirs may end in their turn. */
const bequests = (events: Event[]): Bequest[] =>
  events
    .filter(({ type }) => type === 'cn.jinlin.area.bequeath')
    .map(({ subject, data }) => ({ id: subject, heirId: (data as { heirId: string }).heirId }));

/**
 * Gives what lies at areas that have ended to their heirs, whose events have come before. Where an area may have but
 * one of a kind, what the heir has already stays with the area that has ended.
 */
async function passOn(client: PoolClient, passed: readonly Bequest[], placed: readonly PlacedTable[]) {
  for (const { id, heirId } of passed) {
    for (const { table, areaId, areaPath, communityId } of placed) {
      const community = communityId
        ? `, ${communityId} = coalesce((${COMMUNITY_ABOVE}), placed.${communityId})`
        : '';
      const pass = `
        update "${table}" placed set ${areaId} = area.id, ${areaPath} = area.path ${community} from area
        where placed.${areaId} = $1 and area.id = $2`;
      if (await couldPass(client, pass, [id, heirId])) continue;

      const { rows } = await client.query(`select ctid from "${table}" where ${areaId} = $1`, [id]);
      for (const { ctid } of rows)
        await couldPass(client, `${pass} and placed.ctid = $3`, [id, heirId, ctid]);
    }
  }
}

/** Runs a statement and answers whether it could; it is as if it had not run when something of the kind was there. */
async function couldPass(client: PoolClient, sql: string, values: unknown[]) {
  await client.query('savepoint passing');
  try {
    await client.query(sql, values);
    return true;
  } catch (fault) {
    if ((fault as { code?: string }).code !== UNIQUE_VIOLATION) throw fault;
    await client.query('rollback to savepoint passing');
    return false;
  }
}

const UNIQUE_VIOLATION = '23505';

async function keepAreas(client: PoolClient, areas: { id: string }[], placed: readonly PlacedTable[]) {
  await client.query(KEEP_AREAS, [JSON.stringify(areas)]);
  const ids = areas.map(({ id }) => id);
  for (const { table, areaId, areaPath, communityId } of placed) {
    const community = communityId
      ? `, ${communityId} = coalesce((${COMMUNITY_ABOVE}), placed.${communityId})`
      : '';
    await client.query(
      `update "${table}" placed set ${areaPath} = area.path ${community} from area
       where area.id = placed.${areaId} and area.id = any($1::uuid[]) and placed.${areaPath} <> area.path`,
      [ids],
    );
  }
}

/** The community at or above `area`: the one whose path is one of the beginnings of its own. */
const COMMUNITY_ABOVE = /* SQL */ `
  select above.id from area above
  where above.level = 'COMMUNITY' and above.valid_to is null and above.path = any (array(
    select left(area.path, n) from generate_series(2, length(area.path)) n where substr(area.path, n, 1) = '/'
  ))
`;

const KEEP_AREAS = /* SQL */ `
  insert into area
  select * from jsonb_to_recordset($1::jsonb) as told (
    id uuid, code text, name text, level text, "parentId" uuid, path text,
    urban boolean, "householdCount" int, "validFrom" date, "validTo" date, longitude float8, latitude float8
  )
  on conflict (id) do update set
    code = excluded.code, name = excluded.name, parent_id = excluded.parent_id, path = excluded.path,
    urban = excluded.urban, household_count = excluded.household_count,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to,
    longitude = excluded.longitude, latitude = excluded.latitude
`;

const KEEP_UNITS = /* SQL */ `
  insert into unit
  select * from jsonb_to_recordset($1::jsonb) as told (id uuid, name text, kind text, "areaId" uuid, active boolean)
  on conflict (id) do update set
    name = excluded.name, kind = excluded.kind, area_id = excluded.area_id, active = excluded.active
`;
