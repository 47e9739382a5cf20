import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import { addDays, midnight } from '../dates';
import type {
  CancelMealBookingInput,
  CorrectMealBookingInput,
  PublishMealInput,
  RecordMissedMealInput,
  ServeMealInput,
  WithdrawMealInput,
} from '../generated/graphql';
import { outOfRange } from '../guards';
import { bookingsOf, isIn, keeps } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { MealBooking } from './booking.entity';
import { ELDER_CANTEEN } from './canteen.find';
import { bookingClosed, mealAlreadyPublished } from './canteen.refusals';
import { Meal } from './meal.entity';
import { bookingLife, mealLife } from './meal.life';

/** A thousand yuan, and more than any hall seats: what is more is a slip of the hand. */
const HIGHEST_PRICE = 100_000;
const MOST_SEATS = 10_000;

export const publishMeal = (ctx: Context, input: PublishMealInput) =>
  act(ctx, Meal, 'publishMeal', input, async (publishing) => {
    const canteen = await lock(publishing, ServiceSite, input.canteenId);
    if (canteen?.kind !== ELDER_CANTEEN || !keeps(ctx, canteen))
      return notFound(ctx, 'Canteen', input.canteenId);
    if (canteen.state !== 'OPEN') return actionNotAllowed(ctx, 'PUBLISH_MEAL', canteen.state);

    const fault = impossibleMeal(ctx, input);
    if (fault) return fault;

    const { day, sitting } = input;
    const published = await publishing.tx.findOneBy(Meal, {
      canteenId: canteen.id,
      day,
      sitting,
      state: 'PUBLISHED',
    });
    if (published) return mealAlreadyPublished(ctx, published);

    return begin(publishing, mealLife, 'PUBLISH', {
      canteenId: canteen.id,
      state: 'PUBLISHED',
      day,
      sitting,
      dishes: input.dishes,
      price: input.price ?? ctx.localities.named(canteen.localityCode).meals(day).standardPrice,
      seats: input.seats,
      booked: 0,
      bookingClosesAt: input.bookingClosesAt,
    });
  });

export const withdrawMeal = (ctx: Context, input: WithdrawMealInput) =>
  act(ctx, Meal, 'withdrawMeal', input, async (withdrawing) => {
    const meal = await take(
      withdrawing,
      mealLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (row) => (await notKept(withdrawing, row)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { booked: 0 }, reason: input.reason }),
    );
    if (isRefusal(meal)) return meal;

    const standing = await withdrawing.tx.findBy(MealBooking, { mealId: meal.id, state: 'BOOKED' });
    const ids = standing.map(({ id }) => id);
    await takeAll(withdrawing, bookingLife, { ids, action: 'CANCEL' }, () => ({ reason: input.reason }));
    return meal;
  });

export const cancelMealBooking = (ctx: Context, input: CancelMealBookingInput) =>
  act(ctx, MealBooking, 'cancelMealBooking', input, async (cancelling) => {
    const booking = await cancelling.tx.findOneBy(MealBooking, { id: input.id });
    if (!booking) return notFound(ctx, 'MealBooking', input.id);

    // Always the meal before its bookings, so that two acts never wait for one another.
    const meal = (await lock(cancelling, Meal, booking.mealId))!;
    return take(
      cancelling,
      bookingLife,
      { id: input.id, action: 'CANCEL', unless: (row) => notTheirs(ctx, row) ?? bookingClosed(ctx, meal) },
      async () => {
        await cancelling.tx.decrement(Meal, { id: meal.id }, 'booked', 1);
        return {};
      },
    );
  });

export const serveMeal = (ctx: Context, input: ServeMealInput) =>
  act(ctx, MealBooking, 'serveMeal', input, (serving) =>
    take(serving, bookingLife, { id: input.id, action: 'SERVE', unless: cannotBeServed(ctx) }),
  );

export const recordMissedMeal = (ctx: Context, input: RecordMissedMealInput) =>
  act(ctx, MealBooking, 'recordMissedMeal', input, (recording) =>
    take(recording, bookingLife, { id: input.id, action: 'MISS', unless: cannotBeServed(ctx) }),
  );

export const correctMealBooking = (ctx: Context, input: CorrectMealBookingInput) =>
  act(ctx, MealBooking, 'correctMealBooking', input, (correcting) =>
    take(
      correcting,
      bookingLife,
      {
        id: input.id,
        action: 'CORRECT',
        unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

const cannotBeServed = (ctx: Context) => (row: MealBooking) => notTheirs(ctx, row) ?? notYet(ctx, row);

const notTheirs = (ctx: Context, row: MealBooking) =>
  isIn(bookingsOf(ctx), row) ? null : notFound(ctx, 'MealBooking', row.id);

async function notKept(withdrawing: Act, { id, canteenId }: Meal) {
  const canteen = await withdrawing.tx.findOneByOrFail(ServiceSite, { id: canteenId });
  return keeps(withdrawing, canteen) ? null : notFound(withdrawing, 'Meal', id);
}

function impossibleMeal(ctx: Context, { dishes, price, seats, day, bookingClosesAt }: PublishMealInput) {
  if (dishes.length === 0 || dishes.some((dish) => !dish.trim())) {
    return invalidInput(ctx, 'dishes', { en: 'Name at least one dish.', zh: '请至少填写一道菜。' });
  }
  const beyond =
    outOfRange(ctx, 'price', price ?? 0, 0, HIGHEST_PRICE) ?? outOfRange(ctx, 'seats', seats, 1, MOST_SEATS);
  if (beyond) return beyond;
  if (day < dateIn(ctx.now)) {
    return invalidInput(ctx, 'day', { en: 'The day has passed.', zh: '日期已过。' });
  }
  if (bookingClosesAt <= ctx.now || bookingClosesAt > midnight(addDays(day, 1))) {
    return invalidInput(ctx, 'bookingClosesAt', {
      en: 'Booking closes later than now and no later than the day of the meal.',
      zh: '预订截止时间须晚于现在，且不晚于用餐当日。',
    });
  }
  return null;
}

const notYet = (ctx: Context, { day }: MealBooking) =>
  day <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, 'id', {
        en: `The meal is on ${day}; that day has not come.`,
        zh: `该餐在 ${day}，尚未到日期。`,
      });
