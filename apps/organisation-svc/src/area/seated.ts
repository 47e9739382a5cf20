import { query, type Reader } from '@jinlin/database';
import { columnsOf, type Place } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource, EntityTarget } from 'typeorm';
import { seatedOn } from './area.sql';

interface Seated {
  id: string;
  areaId: string;
  asOf?: string | null;
}

/** Loads records by id as of a day, seated where they were then; null for those that `wasThere` says were not there. */
export const seatedLoader = <Row extends Seated>(
  db: DataSource,
  read: Reader,
  entity: EntityTarget<Row>,
  day: string,
  wasThere: (alias: string, day: string, at: Place) => string,
) =>
  new DataLoader<string, Row | null>(async (ids) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select ${columnsOf(db, entity, 'r')}, r.seat_id as "areaId", ${at(day)}::text as "asOf"
        from ${seatedOn(db.getMetadata(entity).tableName, day, at)} r
        where r.id = any(${at(ids)}::uuid[]) and ${wasThere('r', day, at)}`,
    );
    const rowOf = new Map((await read.rows<Row>(statement, values)).map((row) => [row.id, row]));
    return ids.map((id) => rowOf.get(id) ?? null);
  });
