import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { TwoWayOrderFilter } from '../generated/graphql';
import { TwoWayOrder } from './two-way-order.entity';

interface Figures {
  totalCount: number;
  averageScore: number | null;
}

export type TwoWayOrderPage = Page<TwoWayOrder, Figures>;

interface TwoWayOrderListArgs extends PageInput {
  where: Omit<TwoWayOrderFilter, 'withinCode' | 'withinId'>;
  /** The day against which an order is late. */
  today: string;
}

/** Lists of orders: at or below a path, or of one unit. */
export function twoWayOrderLists(db: DataSource, read: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<TwoWayOrder, TwoWayOrderListArgs, Figures>(read, {
      columns: columnsOf(db, TwoWayOrder, 'o'),
      from,
      where: ({ where, today }, at) => [
        belongs,
        where.state && `o.state = ${at(where.state)}`,
        where.states && `o.state = any(${at(where.states)}::text[])`,
        where.placedBy && `o.placed_by = ${at(where.placedBy)}`,
        where.unitId && `o.unit_id = ${at(where.unitId)}::uuid`,
        where.allianceId && `o.alliance_id = ${at(where.allianceId)}::uuid`,
        where.theme && `o.theme = ${at(where.theme)}`,
        isGiven(where.isOverdue) &&
          `(o.state in ('PLACED', 'ACCEPTED') and o.wanted_by < ${at(today)}::date) = ${at(where.isOverdue)}`,
        where.placedFrom && `o.placed_on >= ${at(where.placedFrom)}::date`,
        where.placedTo && `o.placed_on <= ${at(where.placedTo)}::date`,
      ],
      order: [
        ['o.placed_on', 'date'],
        ['o.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ placedOn, id }) => [placedOn, id],
      figures: { totalCount, averageScore: (list) => `select round(avg(o.score), 2)::float8 ${list}` },
    });

  return {
    twoWayOrdersWithin: listOf(
      'two_way_order o join area a on a.id = o.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    twoWayOrdersOfUnit: listOf('two_way_order o', 'o.unit_id = parent.key::uuid'),
  };
}
