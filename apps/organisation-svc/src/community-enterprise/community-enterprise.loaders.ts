import { query, type Reader } from '@jinlin/database';
import { oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { CommunityEnterprise } from './community-enterprise.entity';

export function communityEnterpriseLoaders(db: DataSource, read: Reader) {
  const years = new Map<string, DataLoader<string, number>>();

  return {
    communityEnterprise: oneBy(db, read, CommunityEnterprise, 'id'),

    /** What an enterprise earned for its community for a year. */
    incomeOfEnterprise: (year: number) => remembered(years, String(year), () => incomeLoader(read, year)),
  };
}

const incomeLoader = (read: Reader, year: number) =>
  new DataLoader<string, number>(async (ids) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select e.id, sum(i.amount) as income
        from community_enterprise e
        join community_income_entry i on i.unit_id = e.unit_id and i.area_id = e.area_id and i.year = ${at(year)}
        where e.id = any(${at(ids)}::uuid[])
        group by e.id`,
    );
    const rows = await read.rows<{ id: string; income: number }>(statement, values);
    const incomeOf = new Map(rows.map(({ id, income }) => [id, income]));
    return ids.map((id) => incomeOf.get(id) ?? 0);
  });
