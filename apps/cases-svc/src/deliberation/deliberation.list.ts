import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { DeliberationFilter } from '../generated/graphql';
import type { Within } from '../within';
import { Deliberation } from './deliberation.entity';

export type DeliberationPage = Page<Deliberation>;

export interface DeliberationListArgs extends PageInput {
  where: Within<DeliberationFilter>;
}

/** The deliberations below areas (by their paths), the latest first. Those of a hundred areas are one statement. */
export const deliberationLists = (db: DataSource, read: Reader) => ({
  deliberations: lists<Deliberation, DeliberationListArgs>(read, {
    columns: columnsOf(db, Deliberation, 'd'),
    from: 'deliberation d',
    where: ({ where }, at) => [
      `d.area_path >= parent.key and d.area_path < parent.key || '~'`,
      where.areaPath && `starts_with(d.area_path, ${at(where.areaPath)})`,
      where.procedure && `d.procedure = ${at(where.procedure)}`,
      where.states && `d.state = any(${at(where.states)}::text[])`,
      where.category && `starts_with(d.category, ${at(where.category)})`,
      isGiven(where.isUnderWay) && `(d.ended_at is null) = ${at(where.isUnderWay)}`,
      isGiven(where.isInDispute) && `d.is_in_dispute = ${at(where.isInDispute)}`,
    ],
    order: [
      ['d.proposed_at', 'timestamptz'],
      ['d.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ proposedAt, id }) => [proposedAt, id],
    figures: { totalCount },
  }),
});
