import {
  all,
  type Connection,
  connection,
  fetchSize,
  isGiven,
  type PageInput,
  query,
  type Reader,
  readCursor,
} from '@jinlin/database';
import { columnsOf } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { CaseFilter, CaseOrder } from '../generated/graphql';
import { Case } from './case.entity';

export type CasePage = Connection<Case> & { totalCount: () => Promise<number> };

/** Whose cases: those of an area (by its path, with all below it) or those of a unit (by its id). */
export type Whose = 'AREA' | 'WIDE_AREA' | 'UNIT';

export interface CaseListArgs extends PageInput {
  /** The filter with the area it names already found. */
  where: Omit<CaseFilter, 'areaCode' | 'areaId'> & { areaPath?: string | undefined };
  orderBy?: CaseOrder | null | undefined;
}

/** Lists of cases. The lists of a hundred areas, asked for alike, are one statement. */
export function caseLists(db: DataSource, read: Reader) {
  const pages = new Map<string, DataLoader<string, Case[]>>();
  const counts = new Map<string, DataLoader<string, number>>();

  return {
    cases(whose: Whose, key: string, args: CaseListArgs, now: Date): Promise<CasePage> {
      const alike = JSON.stringify([whose, args]);
      const page = remembered(pages, alike, () => pageLoader(db, read, whose, args, now));
      const count = remembered(counts, alike, () => countLoader(read, whose, args, now));

      return page.load(key).then((rows) => ({
        ...connection(rows, args, ({ openedAt, id }) => [openedAt, id]),
        totalCount: () => count.load(key),
      }));
    },
  };
}

const pageLoader = (db: DataSource, read: Reader, whose: Whose, args: CaseListArgs, now: Date) =>
  new DataLoader<string, Case[]>(async (keys) => {
    const direction = args.orderBy === 'OLDEST_FIRST' ? 'asc' : 'desc';
    const [openedAt, id] = readCursor(args.after, 2) ?? [];
    const size = fetchSize(args);
    const { statement, values } = query(
      (at) => /* SQL */ `
        select parent.place, found.*
        from unnest(${at(keys)}::text[]) with ordinality as parent (key, place)
        cross join lateral (
          select ${columnsOf(db, Case, 'c')} from "case" c
          where ${all([
            belongs[whose],
            ...filters(args.where, now, at),
            openedAt &&
              `(c.opened_at, c.id) ${direction === 'desc' ? '<' : '>'} (${at(openedAt)}::timestamptz, ${at(id)}::uuid)`,
          ])}
          order by c.opened_at ${direction}, c.id ${direction}
          limit ${at(size)}
        ) found`,
    );

    const rows = await read.rows<Case & { place: number }>(statement, values);
    return keys.map((_, i) => rows.filter(({ place }) => place === i + 1));
  });

const countLoader = (read: Reader, whose: Whose, { where }: CaseListArgs, now: Date) =>
  new DataLoader<string, number>(async (keys) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select (
          select count(*) from "case" c where ${all([belongs[whose], ...filters(where, now, at)])}
        ) as count
        from unnest(${at(keys)}::text[]) with ordinality as parent (key, place)
        order by place`,
    );
    const rows = await read.rows<{ count: number }>(statement, values);
    return rows.map(({ count }) => count);
  });

/**
 * How a case belongs to its parent. Below a community the index on paths finds the few there are; above it, walking
 * the newest cases until the page is full is far quicker than sorting a city's.
 */
const belongs: Record<Whose, string> = {
  AREA: `c.area_path >= parent.key and c.area_path < parent.key || '~'`,
  WIDE_AREA: 'starts_with(c.area_path, parent.key)',
  UNIT: 'c.responsible_unit_id = parent.key::uuid',
};

const filters = (where: CaseListArgs['where'], now: Date, at: (value: unknown) => string) => [
  where.areaPath && `starts_with(c.area_path, ${at(where.areaPath)})`,
  where.states && `c.state = any(${at(where.states)}::text[])`,
  isGiven(where.isOpen) && `(c.state <> 'CLOSED') = ${at(where.isOpen)}`,
  isGiven(where.isOverdue) &&
    `(c.due_at is not null and coalesce(c.handled_at, ${at(now)}::timestamptz) > c.due_at) = ${at(where.isOverdue)}`,
  where.channel && `c.channel = ${at(where.channel)}`,
  where.category && `starts_with(c.category, ${at(where.category)})`,
  where.requestType && `c.request_type = ${at(where.requestType)}`,
  where.urgency && `c.urgency = ${at(where.urgency)}`,
  where.outcome && `c.outcome = ${at(where.outcome)}`,
  where.responsibleUnitId && `c.responsible_unit_id = ${at(where.responsibleUnitId)}::uuid`,
  isGiven(where.isResolvedOnSite) && `c.is_resolved_on_site = ${at(where.isResolvedOnSite)}`,
  where.openedFrom && `c.opened_at >= ${at(where.openedFrom)}::timestamptz`,
  where.openedBefore && `c.opened_at < ${at(where.openedBefore)}::timestamptz`,
];

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
