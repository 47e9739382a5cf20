import { dateIn } from '@jinlin/calendar';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import { addDays, monthAround } from '../dates';
import type { CanteenMealsArgs, CanteenMealsServedArgs, QueryMealBookingsArgs } from '../generated/graphql';
import { labelled } from '../labelled';
import { bookingsOf, isIn } from '../reach';
import type { ServiceSite } from '../site/site.entity';
import type { MealBooking } from './booking.entity';
import type { Meal } from './meal.entity';

export const ELDER_CANTEEN = 'ELDER_CANTEEN';

/** A canteen is what an elder canteen's site is, and has no row of its own. */
export interface CanteenAt {
  site: ServiceSite;
}

/** The canteen at a site; null when the site is something else. */
export const canteenAt = (site: ServiceSite | null): CanteenAt | null =>
  site?.kind === ELDER_CANTEEN ? { site } : null;

export function mealsOf(
  { load, now }: Context,
  { site }: CanteenAt,
  { from, days = 7 }: Partial<CanteenMealsArgs>,
) {
  if (days < 1 || days > 31) {
    throw new GraphQLError(`"days" must be from 1 to 31; it is ${days}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const first = from ?? dateIn(now);
  return load.mealsOfCanteen(site.id, first, addDays(first, days));
}

/** How many meals of a month were served, or missed; null where the bookings are not the actor's to see. */
export async function eatenAt(
  ctx: Context,
  { site }: CanteenAt,
  which: 'served' | 'missed',
  { month }: Partial<CanteenMealsServedArgs>,
) {
  const { areaPath, operatorId } = site;
  if (!isIn(bookingsOf(ctx), { areaPath, operatorId, personId: null })) return null;

  const { first, next } = monthAround(month ?? dateIn(ctx.now));
  return (await ctx.load.eatenAtCanteen(site.id, first, next))?.[which] ?? 0;
}

/** Whether the canteen is open, the meal on its menu, a seat left and booking not closed. */
export async function isBookable({ load, now }: Context, meal: Meal) {
  const { canteenId, state, booked, seats, bookingClosesAt } = meal;
  if (state !== 'PUBLISHED' || booked >= seats || now >= bookingClosesAt) return false;

  return (await load.site.load(canteenId))?.state === 'OPEN';
}

/** What a booking's subsidy is made of, as the rule that it was reckoned by calls it. */
export function subsidyLinesOf(ctx: Context, { subsidyLines, day, ruleVersion }: MealBooking) {
  const [localityCode] = ruleVersion.split('/') as [string];
  const { hardships, days } = ctx.localities.named(localityCode).meals(day);
  return subsidyLines.map((line) => ({
    ...line,
    label: line.code && labelled(ctx, [...hardships, ...days], line.code).label,
  }));
}

/** One booking, if it is the actor's to see. */
export async function bookingOf(ctx: Context, id: string) {
  const booking = await ctx.load.mealBooking.load(id);
  return booking && isIn(bookingsOf(ctx), booking) ? booking : null;
}

export const bookingsWithin = (ctx: Context, { where, ...page }: QueryMealBookingsArgs) =>
  ctx.load.mealBookings('', { ...page, share: bookingsOf(ctx), where: where ?? {} });
