import { dateIn } from '@jinlin/calendar';
import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import { monthAround } from '../dates';
import type { AreaElderCareArgs, ElderCare, QueryElderProfilesArgs } from '../generated/graphql';
import { labelled } from '../labelled';
import { eldersOf, isIn } from '../reach';
import type { ElderProfile } from './elder.entity';
import type { TierCounts } from './elder.loaders';

/** One elder, if they are the actor's to see. */
export async function elderOf(ctx: Context, id: string) {
  const elder = await ctx.load.elder.load(id);
  return elder && isIn(eldersOf(ctx), elder) ? elder : null;
}

/** One visit, if its elder is the actor's to see. */
export async function visitOf(ctx: Context, id: string) {
  const visit = await ctx.load.elderVisit.load(id);
  return visit && isIn(eldersOf(ctx), visit) ? visit : null;
}

export async function eldersWithin(ctx: Context, { where, ...page }: QueryElderProfilesArgs) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, { areaCode, areaId });
  return ctx.load.elders('', { ...page, share: eldersOf(ctx), where: { ...rest, areaPath: area?.path } });
}

/** How the visits of a month stand in an area; null where the actor does not reach. */
export async function careOf(
  ctx: Context,
  areaId: string,
  { month }: Partial<AreaElderCareArgs>,
): Promise<ElderCare | null> {
  const { first } = monthAround(month ?? dateIn(ctx.now));
  const rows = await ctx.load.elderCare(areaId, first);
  if (rows.length === 0) return null;

  const byTier = rows.flatMap((row) => (row.riskTier ? [tierCare(row.riskTier, row)] : []));
  const sum = (count: 'elders' | 'dueThisMonth' | 'visitedThisMonth' | 'stillDue') =>
    byTier.reduce((total, tier) => total + tier[count], 0);
  const dueThisMonth = sum('dueThisMonth');
  const visitedThisMonth = sum('visitedThisMonth');
  return {
    month: first,
    elders: sum('elders'),
    dueThisMonth,
    visitedThisMonth,
    stillDue: sum('stillDue'),
    monthlyVisitRate: dueThisMonth ? (visitedThisMonth * 100) / dueThisMonth : null,
    byTier,
  };
}

const tierCare = (riskTier: NonNullable<TierCounts['riskTier']>, { elders, due, visited }: TierCounts) => ({
  riskTier,
  elders,
  dueThisMonth: due,
  visitedThisMonth: visited,
  stillDue: due - visited,
});

/** The hardships of an elder, as the locality's profile calls them today. */
export function hardshipsOf(ctx: Context, { hardships, localityCode }: ElderProfile) {
  const known = ctx.localities.named(localityCode).meals(dateIn(ctx.now)).hardships;
  return hardships.map((code) => labelled(ctx, known, code));
}

/** The groups of an elder, as the locality's profile calls them today. */
export function groupsOf(ctx: Context, { groups, localityCode }: ElderProfile) {
  const known = ctx.localities.named(localityCode).visits(dateIn(ctx.now)).groups;
  return groups.map((code) => labelled(ctx, known, code));
}
