import { type Reader, type Scope, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { monthAround } from '../dates';
import type { RiskTier } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { ElderProfile } from './elder.entity';
import { dueBefore } from './rounds';
import { ElderVisit } from './visit.entity';

/** How the visits to the elders of one area and tier stand; an area within reach has a row also without elders. */
export interface TierCounts {
  areaId: string;
  riskTier: RiskTier | null;
  elders: number;
  due: number;
  visited: number;
}

const recentVisitsOfElders = (db: DataSource) =>
  statement(/* SQL */ `
    select recent.*
    from unnest($1::uuid[]) as asked (id)
    cross join lateral (
      select ${columnsOf(db, ElderVisit)} from elder_visit
      where elder_id = asked.id order by visited_at desc, id limit 12
    ) recent
  `);

/**
 * An elder is due in a month when a round from the last visit before it, or from the first entry, ends within it. Spans
 * (see the migration that tells them) hold that last visit: those that end with the month, and those that pass over it.
 */
const CARE_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", care.*
  from area
  left join lateral (
    select tier as "riskTier", sum(elders)::bigint as elders, sum(due)::bigint as due, sum(visited)::bigint as visited
    from jsonb_to_recordset($2::jsonb) as rule (locality text, tier text, "dueBefore" date)
    cross join lateral (
      select count(*) as elders, count(*) filter (where last_on < "dueBefore") as due,
             count(*) filter (where last_on < "dueBefore" and is_reached) as visited
      from (
        select last_on, is_reached from visit_span
        where until_month = $3::date and locality_code = locality and risk_tier = tier
          and area_path >= area.path and area_path < area.path || '~'
        union all
        select last_on, false from visit_span
        where until_month > from_month + 31 and from_month < $3::date and until_month > $3::date
          and locality_code = locality and risk_tier = tier
          and area_path >= area.path and area_path < area.path || '~'
      ) span
    ) counted
    where elders > 0
    group by tier
  ) care on true
  where area.id = any($1::uuid[]) and starts_with(area.path, $4)
`);

export function elderLoaders(
  db: DataSource,
  within: Reader,
  { areaPath }: Scope,
  localities: Localities<LocalityRules>,
) {
  const care = new Map<string, DataLoader<string, TierCounts[]>>();

  return {
    elder: oneBy(db, within, ElderProfile, 'id'),
    elderVisit: oneBy(db, within, ElderVisit, 'id'),
    recentVisitsOfElder: manyByStatement<ElderVisit>(
      within,
      recentVisitsOfElders(db),
      ({ elderId }) => elderId,
    ),

    /** The counts of an area for the month around a day; none where the actor does not reach. */
    elderCare: (areaId: string, day: string) =>
      remembered(care, day, () => {
        const { first, next } = monthAround(day);
        return manyByStatement<TierCounts>(
          within,
          CARE_OF_AREAS,
          (row) => row.areaId,
          JSON.stringify(localities.all.flatMap((rules) => roundsOf(rules, first, next))),
          first,
          areaPath,
        );
      }).load(areaId),
  };
}

const tiers: readonly RiskTier[] = ['HIGH', 'KEY', 'GENERAL'];

function roundsOf({ code, visits }: LocalityRules, on: string, next: string) {
  const { roundOf } = visits(on);
  return tiers.map((tier) => ({ locality: code, tier, dueBefore: dueBefore(next, roundOf(tier)) }));
}
