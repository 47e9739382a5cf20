import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { addDays, midnight } from '../dates';
import type { ServiceApplicationFilter } from '../generated/graphql';
import type { Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { ServiceApplication } from './application.entity';
import { OPEN } from './application.states';

export type ApplicationPage = Page<ServiceApplication>;

interface Args extends PageInput {
  share: Share | null;
  where: Within<ServiceApplicationFilter>;
}

/** Applications within the actor's reach, the latest first. */
export const applicationLists = (db: DataSource, within: Reader, now: Date) => ({
  serviceApplications: lists<ServiceApplication, Args>(within, {
    columns: columnsOf(db, ServiceApplication, 'a'),
    from: 'service_application a',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(a.area_path, ${at(where.areaPath)})`,
      where.reference && `a.reference = ${at(where.reference)}`,
      where.service && `a.service = ${at(where.service)}`,
      where.states && `a.state = any(${at(where.states)}::text[])`,
      where.unitId && `a.unit_id = ${at(where.unitId)}::uuid`,
      isGiven(where.isOverdue) &&
        `coalesce(a.${OPEN} and a.due_at < ${at(now)}::timestamptz, false) = ${at(where.isOverdue)}`,
      isGiven(where.isOnBehalf) && `(a.consent is not null) = ${at(where.isOnBehalf)}`,
      where.from && `a.received_at >= ${at(midnight(where.from))}::timestamptz`,
      where.to && `a.received_at < ${at(midnight(addDays(where.to, 1)))}::timestamptz`,
    ],
    order: [
      ['a.received_at', 'timestamptz'],
      ['a.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ receivedAt, id }) => [receivedAt, id],
    figures: { totalCount },
  }),
});
