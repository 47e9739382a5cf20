import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { MemberVisitFilter } from '../generated/graphql';
import { MemberVisit } from './member-visit.entity';

interface Figures {
  totalCount: number;
  personTimes: number;
  issuesCollected: number;
}

export type MemberVisitPage = Page<MemberVisit, Figures>;

interface MemberVisitListArgs extends PageInput {
  where: Omit<MemberVisitFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the visits to communities at or below a path. */
export const memberVisitLists = (db: DataSource, read: Reader) => ({
  memberVisitsWithin: lists<MemberVisit, MemberVisitListArgs, Figures>(read, {
    columns: columnsOf(db, MemberVisit, 'v'),
    from: 'member_visit v join area a on a.id = v.area_id',
    where: ({ where: { category, unitId, from, to } }, at) => [
      liesWithin('a.path', 'parent.key'),
      category && `v.category = ${at(category)}`,
      unitId && `v.unit_id = ${at(unitId)}::uuid`,
      from && `v.day >= ${at(from)}`,
      to && `v.day <= ${at(to)}`,
    ],
    order: [
      ['v.day', 'date'],
      ['v.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ day, id }) => [day, id],
    figures: {
      totalCount,
      personTimes: (list) => `select coalesce(sum(v.members), 0) ${list}`,
      issuesCollected: (list) => `select coalesce(sum(v.issues_collected), 0) ${list}`,
    },
  }),
});
