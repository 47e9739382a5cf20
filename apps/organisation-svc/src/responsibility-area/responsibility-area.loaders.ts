import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { areasOn, liesWithin } from '../area/area.sql';
import type { AreaLevel, ResponsibilityKind } from '../generated/graphql';
import { ResponsibilityArea } from './responsibility-area.entity';

interface PlaceRow {
  responsibilityAreaId: string;
  areaId: string;
}

interface Counts {
  places: number;
  covered: number;
}

/** The places of an area that is in force, and those that one which has ended had to the last. */
const PLACES = statement(/* SQL */ `
  select p.responsibility_area_id as "responsibilityAreaId", p.area_id as "areaId"
  from responsibility_place p join responsibility_area r on r.id = p.responsibility_area_id
  where p.responsibility_area_id = any($1::uuid[]) and p.to_on is not distinct from r.to_on
  order by p.area_id
`);

export function responsibilityAreaLoaders(db: DataSource, read: Reader) {
  const days = new Map<string, DataLoader<string, (ResponsibilityArea & { placeId: string })[]>>();
  const coverages = new Map<string, DataLoader<string, Counts>>();
  const careOn = caredFor(db);

  return {
    responsibilityArea: oneBy(db, read, ResponsibilityArea, 'id'),
    placesOfResponsibilityArea: manyByStatement<PlaceRow>(
      read,
      PLACES,
      ({ responsibilityAreaId }) => responsibilityAreaId,
    ),

    /** The responsibility areas that a place is in on a day. */
    careOf: (day: string) =>
      remembered(days, day, () =>
        manyByStatement<ResponsibilityArea & { placeId: string }>(
          read,
          careOn,
          ({ placeId }) => placeId,
          day,
        ),
      ),

    /** How many places of a level at or below a path are in somebody's care on a day. */
    responsibilityCoverage: (level: AreaLevel, kind: ResponsibilityKind, day: string) =>
      remembered(coverages, `${level} ${kind} ${day}`, () => coverageLoader(read, level, kind, day)),
  };
}

const caredFor = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, ResponsibilityArea, 'r')}, p.area_id as "placeId"
    from responsibility_place p join responsibility_area r on r.id = p.responsibility_area_id
    where p.area_id = any($1::uuid[]) and p.from_on <= $2::date and (p.to_on is null or p.to_on > $2::date)
    order by r.kind, r.id
  `);

const coverageLoader = (read: Reader, level: AreaLevel, kind: ResponsibilityKind, day: string) =>
  new DataLoader<string, Counts>(async (paths) => {
    const { statement: counting, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as places, count(cared.area_id) as covered
          from ${areasOn(day, at)} a
          left join responsibility_place cared
            on cared.area_id = a.id and cared.kind = ${at(kind)}
            and cared.from_on <= ${at(day)}::date and (cared.to_on is null or cared.to_on > ${at(day)}::date)
          where ${liesWithin('a.path', 'above.path')} and a.level = ${at(level)} and a.state = 'ACTIVE'
        ) counted
        order by above.place`,
    );
    return read.rows<Counts>(counting, values);
  });
