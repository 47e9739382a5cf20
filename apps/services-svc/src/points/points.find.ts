import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { QueryPointsBookingsArgs, QueryPointsGoodsArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, volunteersOf } from '../reach';
import type { Volunteer } from '../volunteer/volunteer.entity';
import type { Account } from './points.loaders';

/** One booking, if its volunteer is the actor's to see. */
export async function bookingOf(ctx: Context, id: string) {
  const booking = await ctx.load.pointsBooking.load(id);
  return booking && isIn(volunteersOf(ctx), booking) ? booking : null;
}

export const bookingsWithin = async (ctx: Context, { where, ...page }: QueryPointsBookingsArgs) =>
  ctx.load.pointsBookings('', { ...page, share: volunteersOf(ctx), where: await within(ctx, where) });

export const goodsWithin = async (ctx: Context, { where, ...page }: QueryPointsGoodsArgs) =>
  ctx.load.pointsGoods('', { ...page, where: await within(ctx, where) });

/** What a volunteer has, as `pointsOf` tells it. */
export type PointsOfVolunteer = NonNullable<Awaited<ReturnType<typeof pointsOf>>>;

/** What a volunteer has and what it entitles to; null where the locality runs no points. */
export async function pointsOf(ctx: Context, { id, localityCode }: Volunteer) {
  const rule = ctx.localities.named(localityCode).points(dateIn(ctx.now));
  if (!rule) return null;

  const account = (await ctx.load.pointsOfVolunteer.load(id)) ?? NOTHING;
  const { balance, earned } = account;
  const benefits = rule.benefits
    .filter(({ fromPoints }) => earned >= fromPoints)
    .map(({ mechanism, title, fromPoints }) => ({ mechanism, title: say(ctx, title), fromPoints }));
  return {
    volunteerId: id,
    balance,
    earned,
    benefits,
    nextLapse: nextLapse(account),
    ruleVersion: rule.ruleVersion,
  };
}

const NOTHING = { balance: 0, earned: 0, carried: 0, lapses: [] };

/** What is spent goes from what lapses first: the first day on which more came in than was spent until then. */
function nextLapse({ carried, lapses }: Pick<Account, 'carried' | 'lapses'>) {
  let left = carried;
  for (const { on, points } of lapses) {
    left += points;
    if (left > 0) return { on, points: left };
  }
  return null;
}
