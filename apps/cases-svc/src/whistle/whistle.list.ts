import { all, isGiven, type PageInput, type Reader } from '@jinlin/database';
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
  /** What is still owed is late from its deadline on. */
  now: Date;
}

/** Lists of whistles, newest first. The lists of a hundred areas, asked for alike, are one statement. */
export const whistleLists = (db: DataSource, read: Reader) => ({
  whistles: lists<Whistle, WhistleListArgs>(read, {
    columns: columnsOf(db, Whistle, 'w'),
    from: 'whistle w',
    where: (args, at) => [
      belongs[args.whose],
      ...conditions(args.where, at),
      isGiven(args.where.isLate) && `${someUnit(args, wasLate(args, at), at)} = ${at(args.where.isLate)}`,
      isGiven(args.where.reportedWithoutAction) &&
        `${someUnit(args, IDLE, at)} = ${at(args.where.reportedWithoutAction)}`,
    ],
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

/** Whether this holds of one of the units called: of the one whose list it is or that the filter names, or of any. */
const someUnit = ({ whose, where }: WhistleListArgs, holds: string, at: Place) =>
  `exists (select from summons s where ${all([
    's.whistle_id = w.id',
    whose === 'UNIT' && 's.unit_id = parent.key::uuid',
    where.unitId && `s.unit_id = ${at(where.unitId)}::uuid`,
    `(${holds})`,
  ])})`;

/** By the rule of `ResponseStep.isLate`: a unit that was told to stand down in time owes the step no more. */
function wasLate({ now }: WhistleListArgs, at: Place) {
  const isLate = (step: string, due: string) =>
    `coalesce(s.${step}, s.stood_down_at, ${at(now)}::timestamptz) > s.${due}`;
  return [
    isLate('acknowledged_at', 'acknowledge_due_at'),
    isLate('arrived_at', 'arrive_due_at'),
    isLate('finished_at', 'dispose_due_at'),
  ].join(' or ');
}

/** By the rule of `Summons.reportedWithoutAction`. */
const IDLE = 's.arrived_at is not null and s.acting_since is null';
