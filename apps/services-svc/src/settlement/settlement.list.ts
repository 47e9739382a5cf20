import { isGiven, type PageInput, type Reader, statement } from '@jinlin/database';
import { columnsOf, lists, oneBy, oneByStatement, type Page, remembered, totalCount } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { CanteenSettlementFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { CanteenSettlement } from './settlement.entity';

export type SettlementPage = Page<CanteenSettlement, SettlementFigures>;

interface SettlementFigures {
  totalCount: number;
  served: number;
  price: number;
  subsidy: number;
  toPay: number;
}

interface SettlementArgs extends PageInput {
  share: Share | null;
  where: Within<CanteenSettlementFilter>;
}

const settlementsOfDay = (db: DataSource) =>
  statement(
    `select ${columnsOf(db, CanteenSettlement)} from canteen_settlement where canteen_id = any($1::uuid[]) and day = $2`,
  );

const sum = (column: string) => (list: string) => `select coalesce(sum(s.${column}), 0)::bigint ${list}`;

export function settlementLoaders(db: DataSource, open: Reader) {
  const ofDay = new Map<string, DataLoader<string, CanteenSettlement | null>>();

  return {
    canteenSettlement: oneBy(db, open, CanteenSettlement, 'id'),

    settlementOfDay: (canteenId: string, day: string) =>
      remembered(ofDay, day, () =>
        oneByStatement<CanteenSettlement>(open, settlementsOfDay(db), (row) => row.canteenId, day),
      ).load(canteenId),

    canteenSettlements: lists<CanteenSettlement, SettlementArgs, SettlementFigures>(open, {
      columns: columnsOf(db, CanteenSettlement, 's'),
      from: 'canteen_settlement s',
      where: ({ share, where }, at) => [
        belongsTo(share, at),
        isBelow('s.area_path', where.areaPath, at),
        where.canteenId && `s.canteen_id = ${at(where.canteenId)}::uuid`,
        where.from && `s.day >= ${at(where.from)}::date`,
        where.to && `s.day <= ${at(where.to)}::date`,
        isGiven(where.hasDifferences) && `(s.run > 1) = ${at(where.hasDifferences)}`,
      ],
      order: [
        ['s.day', 'date'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ day, id }) => [day, id],
      figures: {
        totalCount,
        served: sum('served'),
        price: sum('price'),
        subsidy: sum('subsidy'),
        toPay: sum('to_pay'),
      },
    }),
  };
}
