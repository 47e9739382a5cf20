import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { AreaLevel, Boundaries } from '../generated/graphql';
import { Area } from './area.entity';
import { areasOn, liesBelow } from './area.sql';
import type { AreaChange } from './area-change.entity';

interface Related {
  areaId: string;
}

const PREDECESSORS = statement(/* SQL */ `
  select distinct successor_id as "areaId", predecessor_id as id
  from area_lineage where successor_id = any($1::uuid[]) order by predecessor_id
`);
const SUCCESSORS = statement(/* SQL */ `
  select distinct predecessor_id as "areaId", successor_id as id
  from area_lineage where predecessor_id = any($1::uuid[]) order by successor_id
`);
const CHANGES_OF_AREAS = statement(/* SQL */ `
  select distinct took.area_id as "areaId", change.id, change.kind, change.day, change.note
  from (
    select predecessor_id as area_id, change_id from area_lineage where predecessor_id = any($1::uuid[])
    union
    select successor_id, change_id from area_lineage where successor_id = any($1::uuid[])
  ) took
  join area_change change on change.id = took.change_id
  order by change.day, change.id
`);
const LINEAGE_OF_CHANGES = statement(/* SQL */ `
  select change_id as "changeId", array_agg(distinct predecessor_id) as predecessors,
         array_agg(distinct successor_id) as successors
  from area_lineage where change_id = any($1::uuid[]) group by change_id
`);

const GROUND_OF_AREAS = statement(/* SQL */ `
  select id, case state when 'ACTIVE' then path else area_ground(id) end as path
  from area where id = any($1::uuid[])
`);

export function areaLoaders(db: DataSource, read: Reader) {
  const days = new Map<string, ReturnType<typeof areasOfDay>>();
  const counts = new Map<string, DataLoader<string, number>>();

  return {
    /** Areas as of a day, or as they are. */
    areasOn: (day: string | null | undefined) =>
      remembered(days, day ?? '', () => (day ? areasOfDay(db, read, day) : areasOfNow(db, read))),

    /** How many areas of a level lie below a path. */
    areaCount: (level: AreaLevel, day: string | null | undefined, boundaries: Boundaries = 'THEN') =>
      remembered(counts, `${level} ${day ?? ''} ${boundaries}`, () =>
        countLoader(read, level, day, boundaries),
      ),

    /** Where the ground of an area lies today, which may have ended. */
    groundOfArea: oneByStatement<{ id: string; path: string }>(read, GROUND_OF_AREAS, ({ id }) => id),

    predecessors: manyByStatement<Related & { id: string }>(read, PREDECESSORS, ({ areaId }) => areaId),
    successors: manyByStatement<Related & { id: string }>(read, SUCCESSORS, ({ areaId }) => areaId),
    changesOfArea: manyByStatement<Related & AreaChange>(read, CHANGES_OF_AREAS, ({ areaId }) => areaId),
    lineageOfChange: oneByStatement<{ changeId: string; predecessors: string[]; successors: string[] }>(
      read,
      LINEAGE_OF_CHANGES,
      ({ changeId }) => changeId,
    ),
  };
}

const areasOfNow = (db: DataSource, read: Reader) => ({
  byId: oneBy(db, read, Area, 'id'),
  byLabel: oneBy(db, read, Area, 'label'),
  byCode: areaBy(db, read, 'code', null),
});

const areasOfDay = (db: DataSource, read: Reader, day: string) => ({
  byId: areaBy(db, read, 'id', day),
  byLabel: areaBy(db, read, 'label', day),
  byCode: areaBy(db, read, 'code', day),
});

const types = { id: 'uuid', label: 'text', code: 'text' } as const;

const areaBy = (db: DataSource, read: Reader, key: keyof typeof types, day: string | null) =>
  new DataLoader<string, Area | null>(async (keys) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select ${columnsOf(db, Area, 'a')} from ${areasOn(day, at)} a
        where a.${key} = any(${at(keys)}::${types[key]}[]) and a.state = 'ACTIVE'`,
    );
    const rows = await read.rows<Area>(statement, values);
    const areaOf = new Map(rows.map((row) => [row[key], { ...row, asOf: day }]));
    return keys.map((value) => areaOf.get(value) ?? null);
  });

/** What has been split since, and lies together nowhere lower, lies on the ground of the area itself. */
const liesOnGround = `(${liesBelow('a.path', 'above.path')} or (a.path = above.path and a.valid_to is not null))`;

const countLoader = (
  read: Reader,
  level: AreaLevel,
  day: string | null | undefined,
  boundaries: Boundaries,
) =>
  new DataLoader<string, number>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select (
          select count(*) from ${areasOn(day, at, boundaries)} a
          where ${boundaries === 'TODAY' ? liesOnGround : liesBelow('a.path', 'above.path')} and a.level = ${at(level)} and a.state = 'ACTIVE'
        ) as count
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place) order by place`,
    );
    const rows = await read.rows<{ count: number }>(statement, values);
    return rows.map(({ count }) => count);
  });
