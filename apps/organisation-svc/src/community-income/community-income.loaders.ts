import { query, type Reader } from '@jinlin/database';
import { oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { Keyed } from '../locality';
import { CommunityIncomeEntry } from './community-income.entity';

interface IncomeSums {
  /** By the key of the model. */
  model: string;
  total: number;
  communities: number;
}

export interface IncomeByModel extends Omit<IncomeSums, 'model'> {
  model: Keyed;
}

/** What the communities below one path took in for a year. */
export interface Economy {
  year: number;
  total: number;
  byModel: readonly IncomeSums[];
  earningCommunities: number;
  newlyEarningCommunities: number;
}

/** The same, of an area, whose code says which locality's models they are. */
export interface EconomyOf extends Economy {
  code: string;
}

export function communityIncomeLoaders(db: DataSource, read: Reader) {
  const years = new Map<string, DataLoader<string, Economy>>();

  return {
    communityIncomeEntry: oneBy(db, read, CommunityIncomeEntry, 'id'),
    communityIncomeReversing: oneBy(db, read, CommunityIncomeEntry, 'reversesId'),

    /** What communities at or below a path took in for a year. */
    communityEconomy: (year: number) => remembered(years, String(year), () => economyLoader(read, year)),
  };
}

const economyLoader = (read: Reader, year: number) =>
  new DataLoader<string, Economy>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select ${at(year)}::int as year, counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          with earned as materialized (
            select i.area_id, i.model, sum(i.amount) filter (where i.year = ${at(year)}) as amount,
                   coalesce(sum(i.amount) filter (where i.year < ${at(year)}), 0) as before
            from community_income_entry i join area a on a.id = i.area_id
            where ${liesWithin('a.path', 'above.path')} and i.year <= ${at(year)}
            group by i.area_id, i.model
          ), community as (
            select sum(amount) > 0 as is_earning, sum(before) > 0 as earned_before from earned group by area_id
          )
          select
            (select coalesce(sum(amount), 0) from earned) as total,
            (
              select coalesce(jsonb_agg(by_model), '[]') from (
                select model, sum(amount) as total, count(*) filter (where amount > 0) as communities
                from earned where amount is not null group by model
              ) by_model
            ) as "byModel",
            (select count(*) from community where is_earning) as "earningCommunities",
            (select count(*) from community where is_earning and not earned_before) as "newlyEarningCommunities"
        ) counted
        order by above.place`,
    );
    return read.rows<Economy>(statement, values);
  });
