import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { WhistleFilter } from '../generated/graphql';
import { Whistle } from './whistle.entity';

export type WhistlePage = Page<Whistle>;

/** Whose whistles: those blown from an area (by its path, with all below it), or those that called a unit (by its id). */
export type Whose = 'AREA' | 'UNIT';

export interface WhistleListArgs extends PageInput {
  whose: Whose;
  /** The filter with the area it names already found. */
  where: Omit<WhistleFilter, 'areaCode' | 'areaId'> & { areaPath?: string | undefined };
}

/** Lists of whistles, newest first. The lists of a hundred areas, asked for alike, are one statement. */
export const whistleLists = (db: DataSource, read: Reader) => ({
  whistles: lists<Whistle, WhistleListArgs>(read, {
    columns: columnsOf(db, Whistle, 'w'),
    from: 'whistle w',
    where: ({ whose, where }, at) => [belongs[whose], ...conditions(where, at)],
    order: [
      ['w.blown_at', 'timestamptz'],
      ['w.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ blownAt, id }) => [blownAt, id],
    figures: { totalCount },
  }),
});

const belongs: Record<Whose, string> = {
  AREA: `w.area_path >= parent.key and w.area_path < parent.key || '~'`,
  UNIT: 'w.summoned_unit_ids @> array[parent.key::uuid]',
};

const conditions = (where: WhistleListArgs['where'], at: Place) => [
  where.areaPath && `starts_with(w.area_path, ${at(where.areaPath)})`,
  where.states && `w.state = any(${at(where.states)}::text[])`,
  where.grade && `w.grade = ${at(where.grade)}`,
  where.origin && `w.origin = ${at(where.origin)}`,
  where.unitId && `w.summoned_unit_ids @> array[${at(where.unitId)}::uuid]`,
  isGiven(where.isOpen) && `(w.ended_at is null) = ${at(where.isOpen)}`,
  where.outcome && `w.outcome = ${at(where.outcome)}`,
  where.tier && `w.tier = ${at(where.tier)}`,
  where.blownSince && `w.blown_at >= ${at(where.blownSince)}::timestamptz`,
  where.blownBefore && `w.blown_at < ${at(where.blownBefore)}::timestamptz`,
  where.endedBefore && `w.ended_at < ${at(where.endedBefore)}::timestamptz`,
];
