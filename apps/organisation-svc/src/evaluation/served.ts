import type { EntityManager } from 'typeorm';
import { wholeYear } from '../report/period';

/** Communities that units are linked with, or registered at, on some day of a year. */
const SERVED = /* SQL */ `
  select l.unit_id, l.area_id from community_unit_link l
  where daterange(l.from_on, l.to_on) && daterange($1::date, $2::date, '[]')
  union
  select r.unit_id, r.area_id from registration r
  where r.kind = 'UNIT' and r.person_id is null and r.from_on <= $2::date
    and (r.to_on is null or r.to_on > $1::date)
`;

/** The active units that served communities below a path in a year, with where they sit. */
export async function unitsServing(tx: EntityManager, path: string, year: number): Promise<Subject[]> {
  const { fromOn, toOn } = wholeYear(year);
  return tx.query(
    `select distinct u.id as "unitId", u.area_id as "areaId"
     from (${SERVED}) served
     join area a on a.id = served.area_id and starts_with(a.path, $3)
     join unit u on u.id = served.unit_id and u.state = 'ACTIVE'
     order by 1`,
    [fromOn, toOn, path],
  );
}

/** The communities at or below a path. */
export const communitiesWithin = (tx: EntityManager, path: string): Promise<Subject[]> =>
  tx.query(
    `select null as "unitId", id as "areaId" from area
     where starts_with(path, $1) and level = 'COMMUNITY' and state = 'ACTIVE' order by 2`,
    [path],
  );

/** Whether a unit served a community, or one below a path, in a year. */
export async function serves(
  tx: EntityManager,
  unitId: string,
  path: string,
  year: number,
): Promise<boolean> {
  const { fromOn, toOn } = wholeYear(year);
  const [served] = await tx.query(
    `select from (${SERVED}) served join area a on a.id = served.area_id
     where served.unit_id = $3 and starts_with(a.path, $4) limit 1`,
    [fromOn, toOn, unitId, path],
  );
  return served !== undefined;
}

/** Who is evaluated: a unit with where it sits, or a community. */
export interface Subject {
  unitId: string | null;
  areaId: string;
}
