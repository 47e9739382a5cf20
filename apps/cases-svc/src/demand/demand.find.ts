import { recordUnmasking } from '@jinlin/acts';
import { readsTexts } from '../case/case.access';
import type { Context } from '../context';
import type { AreaListStatisticsArgs, QueryDemandsArgs } from '../generated/graphql';
import { type Whose, within } from '../within';
import type { Demand } from './demand.entity';

/** A page of the demands of an area, by its path, or of a unit, by its id. */
export const demandsOf = async (
  ctx: Context,
  whose: Whose,
  key: string,
  { where, ...page }: Pick<QueryDemandsArgs, 'where' | 'first' | 'after'>,
) => ctx.load.demands(key, { ...page, whose, where: await within(ctx, where) });

/** Who asked, masked; row-level security keeps it from those outside the area. */
export async function requesterOf(ctx: Context, { id }: Demand) {
  const known = readsTexts(ctx) ? await ctx.load.requesterOfDemand.load(id) : null;
  return known && (known.maskedName || known.maskedPhone) ? known : null;
}

/** Opens the seal on who asked, and records who read it and why before the answer leaves. */
export async function requesterInClear(ctx: Context, { id }: Demand, purpose: string) {
  await recordUnmasking(ctx, { type: 'Demand', id, purpose });
  const known = await ctx.load.requesterOfDemand.load(id);
  return known && (known.sealedName || known.sealedPhone)
    ? {
        name: known.sealedName && ctx.vault.open(known.sealedName),
        phone: known.sealedPhone && ctx.vault.open(known.sealedPhone),
      }
    : null;
}

/** How the three lists of an area do (IND-9). */
export async function listStatisticsOf(
  { load }: Context,
  areaId: string,
  { from, to }: AreaListStatisticsArgs,
) {
  const counts = await load.listCounts(areaId, from ?? null, to ?? null);
  if (!counts) return null;

  const { demands, inProject, projects, completed } = counts;
  return {
    ...counts,
    matchRate: perHundred(inProject, demands),
    completionRate: perHundred(completed, projects),
  };
}

const perHundred = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
