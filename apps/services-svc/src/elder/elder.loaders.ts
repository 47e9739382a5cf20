import { type Reader, type Scope, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { midnight, monthAround } from '../dates';
import type { RiskTier } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { ElderProfile } from './elder.entity';
import { asInterval } from './rounds';
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

/** An elder is due in a month when a round from the last visit before it, or from the first entry, ends within it. */
const CARE_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", care.*
  from area
  left join lateral (
    select risk_tier as "riskTier", count(*) as elders, count(*) filter (where is_due) as due,
           count(*) filter (where is_due and was_reached) as visited
    from elder_profile elder
    join jsonb_to_recordset($2::jsonb) as rule (locality text, tier text, round interval)
      on rule.locality = elder.locality_code and rule.tier = elder.risk_tier
    cross join lateral (
      select max(visited_at) filter (where visited_at < $3) as last_before,
             coalesce(bool_or(visited_at >= $3), false) as was_reached
      from elder_visit visit
      where visit.elder_id = elder.id and visit.outcome = 'DONE' and visit.visited_at < $4
    ) visits
    cross join lateral (
      select (coalesce(last_before, registered_at) at time zone 'Asia/Shanghai')::date + round < $5::date as is_due
    ) rounds
    where elder.area_path >= area.path and elder.area_path < area.path || '~'
      and elder.registered_at < $4 and (elder.ended_at is null or elder.ended_at >= $3)
    group by risk_tier
  ) care on true
  where area.id = any($1::uuid[]) and starts_with(area.path, $6)
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
          JSON.stringify(localities.all.flatMap((rules) => roundsOf(rules, first))),
          midnight(first),
          midnight(next),
          next,
          areaPath,
        );
      }).load(areaId),
  };
}

const tiers: readonly RiskTier[] = ['HIGH', 'KEY', 'GENERAL'];

function roundsOf({ code, visits }: LocalityRules, on: string) {
  const { roundOf } = visits(on);
  return tiers.map((tier) => ({ locality: code, tier, round: asInterval(roundOf(tier)) }));
}
