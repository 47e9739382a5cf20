import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { Not } from 'typeorm';
import type { Context } from '../context';
import { addDays, ageOn, midnight } from '../dates';
import { ElderProfile } from '../elder/elder.entity';
import type {
  BookMealInput,
  CancelMealBookingInput,
  CorrectMealBookingInput,
  PublishMealInput,
  RecordMissedMealInput,
  ServeMealInput,
  WithdrawMealInput,
} from '../generated/graphql';
import { bookingsOf, isIn, keeps } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { MealBooking } from './booking.entity';
import { ELDER_CANTEEN } from './canteen.find';
import { type MealRule, sumOf } from './canteen.rules';
import { Meal } from './meal.entity';
import { bookingLife, mealLife } from './meal.life';

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

/** The meal's row stays locked from the count of its seats to the end, so the last seat goes to one elder only. */
export const bookMeal = (ctx: Context, input: BookMealInput) =>
  act(ctx, MealBooking, 'bookMeal', input, async (booking) => {
    const elder = await booking.tx.findOneBy(ElderProfile, { id: input.elderId });
    if (!elder) return notFound(ctx, 'ElderProfile', input.elderId);

    const meal = await lock(booking, Meal, input.mealId);
    if (!meal) return notFound(ctx, 'Meal', input.mealId);
    const canteen = await booking.tx.findOneByOrFail(ServiceSite, { id: meal.canteenId });
    if (booking.actor.role === 'SITE_MANAGER' && !keeps(ctx, canteen)) return notFound(ctx, 'Meal', meal.id);

    const closed = notBookable(ctx, [canteen.state, meal.state, elder.state]) ?? bookingClosed(ctx, meal);
    if (closed) return closed;

    const rule = ctx.localities.named(elder.localityCode).meals(meal.day);
    const age = ageOn(elder.birthDate, meal.day);
    if (age < rule.fromAge) return notEntitled(ctx, rule);

    const known = await booking.tx.findOneBy(MealBooking, {
      mealId: meal.id,
      elderId: elder.id,
      state: Not('CANCELLED'),
    });
    if (known) return alreadyBooked(ctx, known);
    if (meal.booked >= meal.seats) return mealFull(ctx, meal);

    await booking.tx.increment(Meal, { id: meal.id }, 'booked', 1);
    const subsidyLines = rule.subsidy({ age, hardships: elder.hardships }, meal.price);
    const subsidy = sumOf(subsidyLines);
    return begin(
      booking,
      bookingLife,
      'BOOK',
      {
        mealId: meal.id,
        day: meal.day,
        state: 'BOOKED',
        service: input.service ?? 'AT_TABLE',
        price: meal.price,
        subsidy,
        toPay: meal.price - subsidy,
        subsidyLines,
        ruleVersion: rule.ruleVersion,
        bookedAt: ctx.now,
        sealedAllergies: elder.sealedAllergies,
        elderId: elder.id,
        personId: elder.personId,
        elderAreaId: elder.areaId,
        elderAreaPath: elder.areaPath,
        canteenId: canteen.id,
        operatorId: canteen.operatorId,
        areaId: canteen.areaId,
        areaPath: canteen.areaPath,
      },
      { ruleVersion: rule.ruleVersion, facts: { price: meal.price, subsidy } },
    );
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
  if (price && price < 0)
    return invalidInput(ctx, 'price', { en: 'A price is not negative.', zh: '价格不能为负。' });
  if (seats < 1)
    return invalidInput(ctx, 'seats', { en: 'There must be at least one seat.', zh: '座位至少一个。' });
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

/** The canteen must be open, the meal on the menu, the elder on the books. */
function notBookable(ctx: Context, states: readonly string[]) {
  const hindrance = states.find((state) => !['OPEN', 'PUBLISHED', 'ACTIVE'].includes(state));
  return hindrance ? actionNotAllowed(ctx, 'BOOK', hindrance) : null;
}

const bookingClosed = (ctx: Context, { bookingClosesAt }: Meal) =>
  ctx.now < bookingClosesAt
    ? null
    : refusal(
        'BookingClosed',
        'BOOKING_CLOSED',
        say(ctx, {
          en: `Booking closed at ${bookingClosesAt.toISOString()}.`,
          zh: `预订已于 ${bookingClosesAt.toISOString()} 截止。`,
        }),
        { closedAt: bookingClosesAt },
      );

const mealFull = (ctx: Context, { seats }: Meal) =>
  refusal(
    'MealFull',
    'MEAL_FULL',
    say(ctx, { en: `All ${seats} seats are taken.`, zh: `${seats} 个座位已订满。` }),
    {
      seats,
    },
  );

const alreadyBooked = (ctx: Context, booking: MealBooking) =>
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

const mealAlreadyPublished = (ctx: Context, meal: Meal) =>
  refusal(
    'MealAlreadyPublished',
    'MEAL_ALREADY_PUBLISHED',
    say(ctx, { en: 'The canteen has a meal at that sitting already.', zh: '该食堂此餐次已发布。' }),
    { meal },
  );
