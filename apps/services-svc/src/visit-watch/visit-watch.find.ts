import type { Context } from '../context';
import type { QueryVisitAlertsArgs, QueryVisitFollowUpsArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, visitsOf } from '../reach';

/** One alert, if it is the actor's to see. */
export async function alertOf(ctx: Context, id: string) {
  const alert = await ctx.load.visitAlert.load(id);
  return alert && isIn(visitsOf(ctx), { ...alert, personId: null }) ? alert : null;
}

/** One follow-up, if it is the actor's to see. */
export async function followUpOf(ctx: Context, id: string) {
  const followUp = await ctx.load.visitFollowUp.load(id);
  return followUp && isIn(visitsOf(ctx), { ...followUp, personId: null }) ? followUp : null;
}

export const alertsWithin = async (ctx: Context, { where, ...page }: QueryVisitAlertsArgs) =>
  ctx.load.visitAlerts('', { ...page, share: visitsOf(ctx), where: await within(ctx, where) });

export const followUpsWithin = async (ctx: Context, { where, ...page }: QueryVisitFollowUpsArgs) =>
  ctx.load.visitFollowUps('', { ...page, share: visitsOf(ctx), where: await within(ctx, where) });
