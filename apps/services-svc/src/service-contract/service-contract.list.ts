import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import type { ServiceContractFilter, ServiceOrderFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { ServiceContract, ServiceOrder, ServicePayment } from './service-contract.entity';

export type ContractPage = Page<ServiceContract, ContractFigures>;
export type OrderPage = Page<ServiceOrder, OrderFigures>;

interface ContractFigures {
  totalCount: number;
  amount: number;
  accepted: number;
  paid: number;
}

interface OrderFigures {
  totalCount: number;
  servedHours: number;
}

interface Args<Where> extends PageInput {
  where: Where;
}

interface OrderArgs extends Args<Within<ServiceOrderFilter>> {
  share: Share | null;
}

const sum = (column: string) => (list: string) => `select coalesce(sum(c.${column}), 0)::bigint ${list}`;

/** Contracts, which are open, and orders within the actor's reach, one by one and in lists. */
export const serviceContractLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  serviceContract: oneBy(db, open, ServiceContract, 'id'),
  serviceOrder: oneBy(db, within, ServiceOrder, 'id'),
  paymentsOfContract: manyBy(db, open, ServicePayment, 'contractId', 'paid_on, id'),

  serviceContracts: lists<ServiceContract, Args<Within<ServiceContractFilter>>, ContractFigures>(open, {
    columns: columnsOf(db, ServiceContract, 'c'),
    from: 'service_contract c',
    where: ({ where }, at) => [
      isBelow('c.area_path', where.areaPath, at),
      where.purchaserId && `c.purchaser_id = ${at(where.purchaserId)}::uuid`,
      where.providerId && `c.provider_id = ${at(where.providerId)}::uuid`,
      where.field && `c.field = ${at(where.field)}`,
      where.state && `c.state = ${at(where.state)}`,
      where.on && `${at(where.on)}::date between c.starts_on and c.ends_on`,
    ],
    order: [
      ['c.starts_on', 'date'],
      ['c.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startsOn, id }) => [startsOn, id],
    figures: { totalCount, amount: sum('amount'), accepted: sum('accepted'), paid: sum('paid') },
  }),

  serviceOrders: lists<ServiceOrder, OrderArgs, OrderFigures>(within, {
    columns: columnsOf(db, ServiceOrder, 'o'),
    from: 'service_order o',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(o.area_path, ${at(where.areaPath)})`,
      where.contractId && `o.contract_id = ${at(where.contractId)}::uuid`,
      where.elderId && `o.elder_id = ${at(where.elderId)}::uuid`,
      where.state && `o.state = ${at(where.state)}`,
      where.from && `o.planned_for >= ${at(midnight(where.from))}::timestamptz`,
      where.to && `o.planned_for < ${at(midnight(addDays(where.to, 1)))}::timestamptz`,
    ],
    order: [
      ['o.planned_for', 'timestamptz'],
      ['o.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ plannedFor, id }) => [plannedFor, id],
    figures: {
      totalCount,
      servedHours: (list) => `select coalesce(sum(o.served_minutes), 0) / 60.0::float8 ${list}`,
    },
  }),
});
