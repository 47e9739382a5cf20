import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, type ListSource, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import type { ServiceApplicationFilter, ServiceApplicationOrder } from '../generated/graphql';
import type { Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { ServiceApplication } from './application.entity';
import { OPEN } from './application.states';

export type ApplicationPage = Page<ServiceApplication>;

interface Args extends PageInput {
  share: Share | null;
  where: Within<ServiceApplicationFilter>;
  orderBy?: ServiceApplicationOrder | null | undefined;
}

/** Applications within the actor's reach, in each order. */
export function applicationLists(db: DataSource, within: Reader, now: Date) {
  const listed = (order: ServiceApplicationOrder) =>
    lists<ServiceApplication, Args>(within, {
      columns: columnsOf(db, ServiceApplication, 'a'),
      from: 'service_application a',
      where: ({ share, where }, at) => [belongsTo(share, at), ...conditions(where, now, at)],
      ...orders[order],
      figures: { totalCount },
    });
  const known = { NEWEST_FIRST: listed('NEWEST_FIRST'), DUE_FIRST: listed('DUE_FIRST') };

  return {
    serviceApplications: (args: Args): Promise<ApplicationPage> =>
      known[args.orderBy ?? 'NEWEST_FIRST']('', args),
  };
}

type Order = Pick<ListSource<ServiceApplication, Args, never>, 'order' | 'direction' | 'cursor'>;

const orders: Record<ServiceApplicationOrder, Order> = {
  NEWEST_FIRST: {
    order: [
      ['a.received_at', 'timestamptz'],
      ['a.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ receivedAt, id }) => [receivedAt, id],
  },
  DUE_FIRST: {
    order: [
      [`coalesce(a.due_at, 'infinity'::timestamptz)`, 'timestamptz'],
      ['a.id', 'uuid'],
    ],
    direction: 'asc',
    cursor: ({ dueAt, id }) => [dueAt ?? 'infinity', id],
  },
};

const conditions = (where: Args['where'], now: Date, at: Place) => [
  where.areaPath && `starts_with(a.area_path, ${at(where.areaPath)})`,
  where.reference && `a.reference = ${at(where.reference)}`,
  where.service && `a.service = ${at(where.service)}`,
  where.states && `a.state = any(${at(where.states)}::text[])`,
  where.unitId && `a.unit_id = ${at(where.unitId)}::uuid`,
  // Written out, so that the index of those that are open is used.
  isGiven(where.isOpen) && (where.isOpen ? `a.${OPEN}` : `not (a.${OPEN})`),
  isGiven(where.isOverdue) &&
    `${where.isOverdue ? '' : 'not '}(a.${OPEN} and coalesce(a.due_at, 'infinity'::timestamptz) < ${at(now)}::timestamptz)`,
  isGiven(where.isOnBehalf) && `(a.consent is not null) = ${at(where.isOnBehalf)}`,
  where.from && `a.received_at >= ${at(midnight(where.from))}::timestamptz`,
  where.to && `a.received_at < ${at(midnight(addDays(where.to, 1)))}::timestamptz`,
];
