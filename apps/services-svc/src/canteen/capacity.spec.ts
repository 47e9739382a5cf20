import { anActor, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aMeal, anArea, anElder, run } from '../testing';
import { MealBooking } from './booking.entity';
import { Meal } from './meal.entity';

const db = testDatabase(tables);

/** A lunch of so many seats, so many elders who might eat it, and the clerk who books for them. */
async function aHall(seats: number, elders: number, price = 1500) {
  const community = await anArea(db);
  const meal = await aMeal(db, community, { seats, price });
  const people = await Promise.all(
    Array.from({ length: elders }, (_, i) =>
      anElder(db, community, { birthDate: `${1930 + (i % 36)}-05-01` }),
    ),
  );
  return { meal, people, clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }) };
}

const booked = (mealId: string) =>
  withReach(db, async (tx) => ({
    meal: await tx.findOneByOrFail(Meal, { id: mealId }),
    bookings: await tx.findBy(MealBooking, { mealId }),
  }));

test('a hundred simultaneous bookings of the last ten seats give exactly ten (F13)', async () => {
  const { meal, people, clerk } = await aHall(10, 100);

  const answers = await Promise.all(
    people.map(({ id }) => run(db, 'bookMeal', { mealId: meal.id, elderId: id }, { actor: clerk })),
  );

  const count = (type: string) => answers.filter(({ __typename }) => __typename === type).length;
  expect({ booked: count('MealBooking'), full: count('MealFull') }).toEqual({ booked: 10, full: 90 });
  const { meal: after, bookings } = await booked(meal.id);
  expect(after.booked).toBe(10);
  expect(bookings).toHaveLength(10);
});

test('cancelling while a meal is withdrawn leaves every booking cancelled once', async () => {
  const { meal, people, clerk } = await aHall(20, 12);
  const ids = await Promise.all(
    people.map(
      async ({ id }) => (await run(db, 'bookMeal', { mealId: meal.id, elderId: id }, { actor: clerk })).id,
    ),
  );

  await Promise.all([
    ...ids.map((id) => run(db, 'cancelMealBooking', { id }, { actor: clerk })),
    run(db, 'withdrawMeal', { id: meal.id, reason: '停电' }, { actor: clerk }),
  ]);

  const { meal: after, bookings } = await booked(meal.id);
  expect(after.booked).toBe(0);
  expect(new Set(bookings.map(({ state }) => state))).toEqual(new Set(['CANCELLED']));
  const [{ count }] = await db.query(
    `select count(*) from history where record_id = any($1) and entry->>'action' = 'CANCEL'`,
    [ids],
  );
  expect(count).toBe(12);
});

test('whatever is booked and cancelled in whatever order, seats taken are bookings that stand, and money adds up', async () => {
  const steps = fc.array(
    fc.record({ act: fc.constantFrom('BOOK', 'CANCEL', 'TWICE'), elder: fc.nat({ max: 5 }) }),
    { minLength: 5, maxLength: 25 },
  );
  const hall = fc.record({ seats: fc.integer({ min: 1, max: 4 }), price: fc.integer({ min: 0, max: 3000 }) });

  await fc.assert(
    fc.asyncProperty(hall, steps, async ({ seats, price }, tried) => {
      const { meal, people, clerk } = await aHall(seats, 6, price);
      const standing = new Map<number, string>();
      const book = (elder: number) =>
        run(db, 'bookMeal', { mealId: meal.id, elderId: people[elder]!.id }, { actor: clerk });

      for (const { act, elder } of tried) {
        if (act === 'CANCEL') {
          const id = standing.get(elder);
          if (id) await run(db, 'cancelMealBooking', { id }, { actor: clerk });
          standing.delete(elder);
          continue;
        }

        const expected = standing.has(elder)
          ? 'AlreadyBooked'
          : standing.size < seats
            ? 'MealBooking'
            : 'MealFull';
        const answers = await Promise.all(act === 'TWICE' ? [book(elder), book(elder)] : [book(elder)]);
        expect(answers.map(({ __typename }) => __typename)).toContain(expected);
        const made = answers.find(({ __typename }) => __typename === 'MealBooking');
        if (made) standing.set(elder, made.id);
      }

      const { meal: after, bookings } = await booked(meal.id);
      expect(after.booked).toBe(standing.size);
      expect(bookings.filter(({ state }) => state === 'BOOKED')).toHaveLength(standing.size);
      for (const { subsidy, toPay } of bookings) {
        expect(subsidy + toPay).toBe(price);
        expect(Math.min(subsidy, toPay)).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 12 },
  );
});
