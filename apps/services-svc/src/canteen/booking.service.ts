import { randomUUID } from 'node:crypto';
import { type Asked, type Asking, actTogether, beginAll, inSets } from '@jinlin/acts';
import { everything, scopeSql, settingsOf } from '@jinlin/database';
import { actionNotAllowed, columnsOf, notFound } from '@jinlin/graphql';
import { type EntityManager, In, Not } from 'typeorm';
import type { Context } from '../context';
import { ageOn } from '../dates';
import { ElderProfile } from '../elder/elder.entity';
import type { BookMealInput } from '../generated/graphql';
import { keeps } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { MealBooking } from './booking.entity';
import { alreadyBooked, bookingClosed, mealFull, notEntitled } from './canteen.refusals';
import { sumOf } from './canteen.rules';
import { Meal } from './meal.entity';
import { bookingLife } from './meal.life';

/** Books a seat. Those who ask while others are given theirs are served together, in the order in which they came. */
export const bookMeal = inSets((asked: readonly Asked<Context, BookMealInput>[]) =>
  actTogether(asked, { entity: MealBooking, name: 'bookMeal', deed: giveSeats }),
);

type Booking = Asking<Context, BookMealInput>;

/** The seats stay counted to the end of the transaction, so the last one goes to one elder only. */
async function giveSeats(tx: EntityManager, asking: readonly Booking[]) {
  const elders = await eldersInScope(tx, asking);
  const offers = await lockOffers(tx, asking);
  const standing = await standingBookings(tx, asking);

  const answers = asking.map((booking, i) =>
    seatFor(tx, booking, { elder: elders.get(i), offers, standing }),
  );

  const bookers = new Map(answers.map((answer, i) => [answer, asking[i]!.act]));
  const booked = answers.filter((answer) => answer instanceof MealBooking);
  await countSeats(tx, offers);
  await beginAll(asking[0]!.act, bookingLife, 'BOOK', booked, (row) => ({
    by: bookers.get(row)!,
    ruleVersion: row.ruleVersion,
    facts: { price: row.price, subsidy: row.subsidy },
  }));
  return answers;
}

/** Whom each asks for, by their place; PostgreSQL holds each to their own scope, as in an act of one. */
async function eldersInScope(tx: EntityManager, asking: readonly Booking[]) {
  const elders: (ElderProfile & { place: number })[] = await tx.query(
    `select asked.place - 1 as place, ${columnsOf(tx.connection, ElderProfile, 'elder')}
     from unnest($1::jsonb[], $2::uuid[]) with ordinality as asked (scope, elder_id, place)
     cross join lateral elder_in_scope(asked.scope, asked.elder_id) as elder`,
    [
      asking.map(({ act }) => JSON.stringify(settingsOf(act.scope))),
      asking.map(({ input }) => input.elderId),
    ],
  );
  await tx.query(scopeSql(everything));
  return new Map(elders.map((elder) => [elder.place, elder]));
}

/** A meal whose row is locked, and the canteen that offers it. */
interface Offer {
  meal: Meal;
  canteen: ServiceSite;
}

/** Locks the meals in the order of their ids: two that lock some of the same then never wait for one another. */
async function lockOffers(tx: EntityManager, asking: readonly Booking[]) {
  const meals = await tx.find(Meal, {
    where: { id: In(asking.map(({ input }) => input.mealId)) },
    order: { id: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  const canteens = await tx.findBy(ServiceSite, { id: In(meals.map(({ canteenId }) => canteenId)) });
  const canteenOf = new Map(canteens.map((canteen) => [canteen.id, canteen]));
  return new Map<string, Offer>(
    meals.map((meal) => [meal.id, { meal, canteen: canteenOf.get(meal.canteenId)! }]),
  );
}

/** The bookings that elders have already of the meals asked for. */
async function standingBookings(tx: EntityManager, asking: readonly Booking[]) {
  const bookings = await tx.findBy(MealBooking, {
    mealId: In(asking.map(({ input }) => input.mealId)),
    elderId: In(asking.map(({ input }) => input.elderId)),
    state: Not('CANCELLED'),
  });
  return new Map(bookings.map((booking) => [seatName(booking), booking]));
}

const seatName = ({ mealId, elderId }: { mealId: string; elderId: string }) => `${mealId} ${elderId}`;

interface Found {
  elder: ElderProfile | undefined;
  offers: ReadonlyMap<string, Offer>;
  standing: Map<string, MealBooking>;
}

/** The seat that is asked for, from then on counted as taken; or why it cannot be had. */
function seatFor(tx: EntityManager, { act: ctx, input }: Booking, { elder, offers, standing }: Found) {
  if (!elder) return notFound(ctx, 'ElderProfile', input.elderId);

  const offer = offers.get(input.mealId);
  if (!offer) return notFound(ctx, 'Meal', input.mealId);
  const { meal, canteen } = offer;
  if (ctx.actor.role === 'SITE_MANAGER' && !keeps(ctx, canteen)) return notFound(ctx, 'Meal', meal.id);

  const closed = notBookable(ctx, [canteen.state, meal.state, elder.state]) ?? bookingClosed(ctx, meal);
  if (closed) return closed;

  const rule = ctx.localities.named(elder.localityCode).meals(meal.day);
  const age = ageOn(elder.birthDate, meal.day);
  if (age < rule.fromAge) return notEntitled(ctx, rule);

  const known = standing.get(seatName(input));
  if (known) return alreadyBooked(ctx, known);
  if (meal.booked >= meal.seats) return mealFull(ctx, meal);

  const subsidyLines = rule.subsidy({ age, hardships: elder.hardships }, meal.price);
  const subsidy = sumOf(subsidyLines);
  const booking = tx.create(MealBooking, {
    id: randomUUID(),
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
  });
  meal.booked += 1;
  standing.set(seatName(input), booking);
  return booking;
}

/** The canteen must be open, the meal on the menu, the elder on the books. */
function notBookable(ctx: Context, states: readonly string[]) {
  const hindrance = states.find((state) => !['OPEN', 'PUBLISHED', 'ACTIVE'].includes(state));
  return hindrance ? actionNotAllowed(ctx, 'BOOK', hindrance) : null;
}

/** Writes down how many seats are taken of each meal. */
const countSeats = (tx: EntityManager, offers: ReadonlyMap<string, Offer>) =>
  tx.query(
    `update meal set booked = counted.booked from unnest($1::uuid[], $2::int[]) as counted (id, booked)
     where meal.id = counted.id and meal.booked <> counted.booked`,
    [[...offers.keys()], [...offers.values()].map(({ meal }) => meal.booked)],
  );
