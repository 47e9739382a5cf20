import type { Context } from '../context';
import type { QueryVisitRoundsArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, visitsOf } from '../reach';

/** One round, if it is the actor's to see. */
export async function roundOf(ctx: Context, id: string) {
  const round = await ctx.load.visitRound.load(id);
  return round && isIn(visitsOf(ctx), { ...round, personId: null }) ? round : null;
}

/** One stop of a round, if it is the actor's to see. */
export async function stopOf(ctx: Context, id: string) {
  const stop = await ctx.load.plannedVisit.load(id);
  return stop && isIn(visitsOf(ctx), { ...stop, personId: null }) ? stop : null;
}

export const roundsWithin = async (ctx: Context, { where, ...page }: QueryVisitRoundsArgs) =>
  ctx.load.visitRounds('', { ...page, share: visitsOf(ctx), where: await within(ctx, where) });
