import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { CommunityIncomeFilter } from '../generated/graphql';
import { CommunityIncomeEntry } from './community-income.entity';

interface Figures {
  totalCount: number;
  total: number;
  communityCount: number;
}

export type CommunityIncomePage = Page<CommunityIncomeEntry, Figures>;

interface CommunityIncomeListArgs extends PageInput {
  where: Omit<CommunityIncomeFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the entries of communities at or below a path. */
export const communityIncomeLists = (db: DataSource, read: Reader) => ({
  communityIncomeWithin: lists<CommunityIncomeEntry, CommunityIncomeListArgs, Figures>(read, {
    columns: columnsOf(db, CommunityIncomeEntry, 'i'),
    from: 'community_income_entry i join area a on a.id = i.area_id',
    where: ({ where: { year, model, state, unitId } }, at) => [
      liesWithin('a.path', 'parent.key'),
      isGiven(year) && `i.year = ${at(year)}`,
      model && `i.model = ${at(model)}`,
      state && `i.state = ${at(state)}`,
      unitId && `i.unit_id = ${at(unitId)}::uuid`,
    ],
    order: [
      ['i.booked_on', 'date'],
      ['i.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ bookedOn, id }) => [bookedOn, id],
    figures: {
      totalCount,
      total: (list) => `select coalesce(sum(i.amount), 0) ${list}`,
      communityCount: (list) =>
        `select count(*) from (select i.area_id ${list} group by i.area_id having sum(i.amount) > 0) earning`,
    },
  }),
});
