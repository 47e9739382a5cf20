import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, oneBy, oneByStatement } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { serving } from '../appointment/appointment.sql';
import { liesWithin } from '../area/area.sql';
import { HouseCode } from './house-code.entity';

export interface RegisterCounts {
  households: number;
  coded: number;
  registered: number;
  inUnits: number;
  headed: number;
}

export function houseCodeLoaders(db: DataSource, read: Reader) {
  const registers = new Map<string, DataLoader<string, RegisterCounts>>();

  return {
    houseCode: oneBy(db, read, HouseCode, 'id'),
    houseCodeByCode: oneBy(db, read, HouseCode, 'code'),
    houseCodeOfHousehold: oneByStatement<HouseCode>(read, standingCodes(db), ({ areaId }) => areaId),

    /** How far households at or below a path are registered; `head` is the post that heads one. */
    householdRegister(head: string | undefined) {
      const key = head ?? '';
      const loader = registers.get(key) ?? registerLoader(read, key);
      registers.set(key, loader);
      return loader;
    },
  };
}

const standingCodes = (db: DataSource) =>
  statement(
    `select ${columnsOf(db, HouseCode)} from house_code where area_id = any($1::uuid[]) and state = 'ACTIVE'`,
  );

const registerLoader = (read: Reader, head: string) =>
  new DataLoader<string, RegisterCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as households, count(c.id) as coded,
                 count(*) filter (where r.residents > 0) as registered,
                 count(*) filter (where inside.level = 'UNIT') as "inUnits",
                 count(*) filter (where exists (
                   select from appointment h
                   where h.area_id = a.id and h.post = ${at(head)} and ${serving(null, at)}
                 )) as headed
          from area a
          join area inside on inside.id = a.parent_id
          left join house_code c on c.area_id = a.id and c.state = 'ACTIVE'
          left join household_register r on r.area_id = a.id
          where ${liesWithin('a.path', 'above.path')} and a.level = 'HOUSEHOLD' and a.state = 'ACTIVE'
        ) counted
        order by above.place`,
    );
    return read.rows<RegisterCounts>(statement, values);
  });
