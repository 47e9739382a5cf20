import { dateIn } from '@jinlin/calendar';
import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { midnight, monthAround } from '../dates';
import type { ElderFilter } from '../generated/graphql';
import { belongsTo, type Share } from '../reach';
import { ElderProfile } from './elder.entity';

export type ElderPage = Page<ElderProfile>;

export interface ElderListArgs extends PageInput {
  share: Share | null;
  /** The filter with the area it names already found. */
  where: Omit<ElderFilter, 'areaCode' | 'areaId'> & { areaPath?: string | undefined };
}

/** Lists of elders, those whose visit is due first at the head. */
export const elderLists = (db: DataSource, within: Reader, now: Date) => ({
  elders: lists<ElderProfile, ElderListArgs>(within, {
    columns: columnsOf(db, ElderProfile, 'e'),
    from: 'elder_profile e',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(e.area_path, ${at(where.areaPath)})`,
      `e.state = ${at(where.state ?? 'ACTIVE')}`,
      where.riskTier && `e.risk_tier = ${at(where.riskTier)}`,
      where.group && `${at(where.group)} = any(e.groups)`,
      isGiven(where.isStillDue) && `${isStillDue(now, at)} = ${at(where.isStillDue)}`,
    ],
    order: [
      ['e.next_visit_due_on', 'date'],
      ['e.id', 'uuid'],
    ],
    cursor: ({ nextVisitDueOn, id }) => [nextVisitDueOn, id],
    figures: { totalCount },
  }),
});

/** Due this month and not reached in it: what `Area.elderCare` counts as still due. */
function isStillDue(now: Date, at: Place) {
  const { first, next } = monthAround(dateIn(now));
  return `(e.state = 'ACTIVE' and e.next_visit_due_on < ${at(next)}::date
    and coalesce(e.last_visited_at < ${at(midnight(first))}::timestamptz, true))`;
}
