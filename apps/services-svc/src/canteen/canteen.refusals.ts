import { asClock } from '@jinlin/calendar';
import { refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { MealBooking } from './booking.entity';
import type { MealRule } from './canteen.rules';
import type { Meal } from './meal.entity';

/** Seats are booked and given back until booking closes. */
export const bookingClosed = (ctx: Context, { bookingClosesAt }: Meal) =>
  ctx.now < bookingClosesAt
    ? null
    : refusal(
        'BookingClosed',
        'BOOKING_CLOSED',
        say(ctx, {
          en: `Booking closed at ${asClock(bookingClosesAt)}.`,
          zh: `预订已于 ${asClock(bookingClosesAt)} 截止。`,
        }),
        { closedAt: bookingClosesAt },
      );

export const mealFull = (ctx: Context, { seats }: Meal) =>
  refusal(
    'MealFull',
    'MEAL_FULL',
    say(ctx, { en: `All ${seats} seats are taken.`, zh: `${seats} 个座位已订满。` }),
    {
      seats,
    },
  );

export const alreadyBooked = (ctx: Context, booking: MealBooking) =>
  refusal(
    'AlreadyBooked',
    'ALREADY_BOOKED',
    say(ctx, { en: 'This elder has a seat at this meal already.', zh: '该老人已预订此餐。' }),
    { booking },
  );

/** Canteens and day care are for people of some age and above. */
export const notEntitled = (
  ctx: Context,
  { fromAge, ruleVersion }: Pick<MealRule, 'fromAge' | 'ruleVersion'>,
) =>
  refusal(
    'NotEntitled',
    'NOT_ENTITLED',
    say(ctx, {
      en: `This is for people of ${fromAge} and above.`,
      zh: `面向 ${fromAge} 周岁及以上老人。`,
    }),
    { fromAge, ruleVersion },
  );

export const mealAlreadyPublished = (ctx: Context, meal: Meal) =>
  refusal(
    'MealAlreadyPublished',
    'MEAL_ALREADY_PUBLISHED',
    say(ctx, { en: 'The canteen has a meal at that sitting already.', zh: '该食堂此餐次已发布。' }),
    { meal },
  );
