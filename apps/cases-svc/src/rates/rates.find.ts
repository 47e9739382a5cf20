import { say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { areaNamed } from '@jinlin/replicas';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { QueryCaseRankingArgs } from '../generated/graphql';
import { type Period, ranked, ratesOf } from './rates';

/** The rates of an area; null when not all of it is within reach. */
export async function ratesOfArea(ctx: Context, id: string, period: Period) {
  checked(period);
  const area = await ctx.load.area.load(id);
  const rules = area && ctx.localities.holding(area.code);
  if (!rules || !isWithinReach(ctx, area.path)) return null;

  const counts = await ctx.load.rateCounts('AREA', period).load(id);
  return counts && ratesOf(counts, rules.threeRates(lastDayOf(period)), period);
}

/** The rates of a unit, by the rule of the locality that it belongs to; null for a desk that asks about another. */
export async function ratesOfUnit(ctx: Context, id: string, period: Period) {
  checked(period);
  const { areaPath, unitId } = ctx.scope;
  if (areaPath === null && unitId !== id) return null;

  const unit = await ctx.load.unitArea.load(id);
  const rules = unit && ctx.localities.holding(unit.areaCode);
  const counts = rules && (await ctx.load.rateCounts('UNIT', period).load(id));
  return counts ? ratesOf(counts, rules.threeRates(lastDayOf(period)), period) : null;
}

/** Who did best in a period; null when not all of the area is within reach. */
export async function caseRanking(ctx: Context, { areaCode, of, ...period }: QueryCaseRankingArgs) {
  checked(period);
  const area = await areaNamed(ctx.load, { areaCode });
  const rules = area && ctx.localities.holding(area.code);
  if (!rules || !isWithinReach(ctx, area.path)) return null;

  const rule = rules.threeRates(lastDayOf(period));
  const counted = await ctx.load.rankedCounts(area.path, of, period);
  const places = ranked(counted.map((counts) => ({ id: counts.id, rates: ratesOf(counts, rule, period) })));
  return {
    ruleVersion: rule.ruleVersion,
    places: places.map(({ id, rank, rates, tie }) => ({
      rank,
      area: of === 'UNITS' ? null : { id },
      unit: of === 'UNITS' ? { id } : null,
      rates,
      tie: tie && say(ctx, tie),
    })),
  };
}

/** A rate must never come from not being allowed to look. */
const isWithinReach = ({ scope }: Context, path: string) =>
  scope.areaPath !== null && liesIn(path, scope.areaPath);

const lastDayOf = ({ before }: Period) => new Date(before.getTime() - 1);

function checked({ from, before }: Period) {
  if (from < before) return;
  throw new GraphQLError('A period ends after it begins.', { extensions: { code: 'BAD_USER_INPUT' } });
}
