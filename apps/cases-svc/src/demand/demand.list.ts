import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { DemandFilter } from '../generated/graphql';
import { isBelow, type Whose, type Within } from '../within';
import { Demand } from './demand.entity';

export type DemandPage = Page<Demand>;

export interface DemandListArgs extends PageInput {
  whose: Whose;
  where: Within<DemandFilter>;
}

/** The demands within reach below an area (by its path, with all below it) or of a unit (by its id), the newest first. */
export const demandLists = (db: DataSource, read: Reader) => ({
  demands: lists<Demand, DemandListArgs>(read, {
    columns: columnsOf(db, Demand, 'd'),
    from: 'demand d',
    where: ({ whose, where }, at) => [
      belongs[whose],
      isBelow('d.area_path', where.areaPath, at),
      where.states && `d.state = any(${at(where.states)}::text[])`,
      isGiven(where.isPublished) && `(d.published_at is not null) = ${at(where.isPublished)}`,
      isGiven(where.isOpen) && `(${OPEN}) = ${at(where.isOpen)}`,
      where.side && `d.side = ${at(where.side)}`,
      where.category && `d.category = ${at(where.category)}`,
      where.channel && `d.channel = ${at(where.channel)}`,
      where.unitId && `d.unit_id = ${at(where.unitId)}::uuid`,
      where.publishedFrom && `${PUBLISHED_ON} >= ${at(where.publishedFrom)}::date`,
      where.publishedTo && `${PUBLISHED_ON} <= ${at(where.publishedTo)}::date`,
      where.neededOn && neededOn(at(where.neededOn)),
    ],
    order: [
      ['d.raised_at', 'timestamptz'],
      ['d.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ raisedAt, id }) => [raisedAt, id],
    figures: { totalCount },
  }),
});

const belongs: Record<Whose, string> = {
  AREA: `d.area_path >= parent.key and d.area_path < parent.key || '~'`,
  UNIT: 'd.unit_id = parent.key::uuid',
};

const OPEN = `d.state in ('PUBLISHED', 'MATCHED', 'IN_PROJECT') and d.promised < d.amount`;
const PUBLISHED_ON = `timezone('Asia/Shanghai', d.published_at)::date`;
const neededOn = (day: string) =>
  `(d.needed_from is null or ${day}::date between d.needed_from and d.needed_to)`;
