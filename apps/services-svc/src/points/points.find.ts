import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { QueryPointsBookingsArgs, QueryPointsGoodsArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, volunteersOf } from '../reach';
import type { Volunteer } from '../volunteer/volunteer.entity';

/** One booking, if its volunteer is the actor's to see. */
export async function bookingOf(ctx: Context, id: string) {
  const booking = await ctx.load.pointsBooking.load(id);
  return booking && isIn(volunteersOf(ctx), booking) ? booking : null;
}

export const bookingsWithin = async (ctx: Context, { where, ...page }: QueryPointsBookingsArgs) =>
  ctx.load.pointsBookings('', { ...page, share: volunteersOf(ctx), where: await within(ctx, where) });

export const goodsWithin = async (ctx: Context, { where, ...page }: QueryPointsGoodsArgs) =>
  ctx.load.pointsGoods('', { ...page, where: await within(ctx, where) });

/** What a volunteer has and what it entitles to; null where the locality runs no points. */
export async function pointsOf(ctx: Context, { id, localityCode }: Volunteer) {
  const rule = ctx.localities.named(localityCode).points(dateIn(ctx.now));
  if (!rule) return null;

  const { balance = 0, earned = 0 } = (await ctx.load.pointsOfVolunteer.load(id)) ?? {};
  const benefits = rule.benefits
    .filter(({ fromPoints }) => earned >= fromPoints)
    .map(({ mechanism, title, fromPoints }) => ({ mechanism, title: say(ctx, title), fromPoints }));
  return { balance, earned, benefits, ruleVersion: rule.ruleVersion };
}
