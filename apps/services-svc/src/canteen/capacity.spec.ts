import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { tables } from '../tables';
import { aMeal, anArea, anElder, run } from '../testing';
import { MealBooking } from './booking.entity';
import { Meal } from './meal.entity';

const db = testDatabase(tables);

/** What a second process of the service would be. */
const elsewhere = new DataSource(db.options);
beforeAll(() => elsewhere.initialize());
afterAll(() => elsewhere.destroy());

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

describe('those who book at the same moment', () => {
  /** Meals of so many seats each, and elders who book for themselves. */
  async function aRush(seats: number[], elders: number) {
    const community = await anArea(db);
    const meals = await Promise.all(seats.map((count) => aMeal(db, community, { seats: count })));
    const people = await Promise.all(
      Array.from({ length: elders }, async () => {
        const personId = randomUUID();
        const { id } = await anElder(db, community, { personId });
        return { id, actor: anActor('RESIDENT', { personId }) };
      }),
    );
    return { meals, people, clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }) };
  }

  it('are served in the order in which they came', async () => {
    const { meals, people } = await aRush([7], 20);

    const answers = await Promise.all(
      people.map(({ id, actor }) => run(db, 'bookMeal', { mealId: meals[0]!.id, elderId: id }, { actor })),
    );

    expect(answers.map(({ __typename }) => __typename)).toEqual(
      people.map((_, i) => (i < 7 ? 'MealBooking' : 'MealFull')),
    );
  });

  it('are many to a transaction', async () => {
    const { meals, people, clerk } = await aRush([100], 61);
    const statements = async (those: typeof people) => {
      const booking = () =>
        Promise.all(
          those.map(({ id }) => run(db, 'bookMeal', { mealId: meals[0]!.id, elderId: id }, { actor: clerk })),
        );
      const all = (await countStatements(booking)).statements;
      // Every request looks up for itself how far the clerk reaches.
      return all.filter((text) => !text.startsWith('select path')).length;
    };
    const alone = await statements(people.slice(0, 1));

    expect(await statements(people.slice(1))).toBeLessThan(alone * 4);
  });

  it('have each their own history and event, by whoever booked and when', async () => {
    const { meals, people } = await aRush([9], 3);
    const later = (i: number) => new Date(+NOW + i * 1000);

    const booked = await Promise.all(
      people.map(({ id, actor }, i) =>
        run(db, 'bookMeal', { mealId: meals[0]!.id, elderId: id }, { actor, now: later(i) }),
      ),
    );

    for (const [i, { id, subsidy }] of booked.entries()) {
      const [entry, ...more] = await db.query('select at, entry from history where record_id = $1', [id]);
      expect(more).toEqual([]);
      expect(entry).toMatchObject({
        at: later(i),
        entry: {
          action: 'BOOK',
          from: null,
          to: 'BOOKED',
          actor: { id: people[i]!.actor.id, role: 'RESIDENT' },
          ruleVersion: '510522/canteen/2',
          facts: { price: 1500, subsidy },
        },
      });
      expect(await db.query('select type, at, data from outbox where subject = $1', [id])).toMatchObject([
        {
          type: 'meal-booking.book',
          at: later(i),
          data: { sequence: 1, to: 'BOOKED', price: 1500, subsidy },
        },
      ]);
    }
  });

  it('do not stand in each other’s way when one asks for what cannot be', async () => {
    const { meals, people } = await aRush([9], 6);
    const elderIds = people.map(({ id }, i) => (i === 2 ? 'no id at all' : i === 4 ? people[0]!.id : id));

    const answers = await Promise.allSettled(
      people.map(({ actor }, i) =>
        run(db, 'bookMeal', { mealId: meals[0]!.id, elderId: elderIds[i] }, { actor }),
      ),
    );

    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.__typename : null))).toEqual(
      ['MealBooking', 'MealBooking', null, 'MealBooking', 'NotFound', 'MealBooking'],
    );
  });

  it('get one booking under one key, though they ask two processes for two meals', async () => {
    const { meals, people } = await aRush([9, 9], 8);

    for (const { id, actor } of people) {
      const book = (through: DataSource, meal: number) =>
        run(through, 'bookMeal', { clientKey: 'one', mealId: meals[meal]!.id, elderId: id }, { actor });
      const answers = await Promise.all([book(db, 0), book(elsewhere, 1), book(db, 1), book(elsewhere, 0)]);

      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'KeyReused',
        'KeyReused',
        'MealBooking',
        'MealBooking',
      ]);
      expect(
        (await booked(meals[0]!.id)).bookings.length + (await booked(meals[1]!.id)).bookings.length,
      ).toBe(people.findIndex((one) => one.id === id) + 1);
    }
  });

  it('are answered as they would be one after another', async () => {
    const ask = fc.record({
      by: fc.nat({ max: 5 }),
      elder: fc.nat({ max: 5 }),
      meal: fc.nat({ max: 2 }),
      isTwin: fc.boolean(),
    });

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
        fc.array(ask, { minLength: 5, maxLength: 30 }),
        async (seats, asks) => {
          const { meals, people } = await aRush(seats, 6);
          const left = [...seats];
          const standing = new Map<string, { isTwin: boolean }>();
          const expected = asks.map(({ by, elder, meal, isTwin }) => {
            const seat = `${elder} ${meal}`;
            if (by !== elder) return 'NotFound';
            const known = standing.get(seat);
            if (known) return known.isTwin && isTwin ? 'MealBooking' : 'AlreadyBooked';
            if (left[meal] === 0) return 'MealFull';

            left[meal]! -= 1;
            standing.set(seat, { isTwin });
            return 'MealBooking';
          });

          const answers = await Promise.all(
            asks.map(({ by, elder, meal, isTwin }) =>
              run(
                db,
                'bookMeal',
                {
                  mealId: meals[meal]!.id,
                  elderId: people[elder]!.id,
                  ...(isTwin && { clientKey: `${elder} ${meal}` }),
                },
                { actor: people[by]!.actor },
              ),
            ),
          );

          expect(answers.map(({ __typename }) => __typename)).toEqual(expected);
          for (const [i, { id }] of meals.entries()) {
            const { meal, bookings } = await booked(id);
            expect([meal.booked, bookings.length]).toEqual([seats[i]! - left[i]!, seats[i]! - left[i]!]);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('never wait for one another in a circle, nor sell a seat twice, in several processes at once', async () => {
    const tries = fc.array(
      fc.record({ elder: fc.nat({ max: 7 }), meal: fc.nat({ max: 3 }), cancels: fc.boolean() }),
      { minLength: 10, maxLength: 40 },
    );

    await fc.assert(
      fc.asyncProperty(tries, async (tried) => {
        const { meals, people, clerk } = await aRush([3, 3, 3, 3], 8);

        await Promise.all(
          tried.map(async ({ elder, meal, cancels }, i) => {
            const through = i % 2 ? db : elsewhere;
            const asked = { mealId: meals[meal]!.id, elderId: people[elder]!.id };
            const { id } = await run(through, 'bookMeal', asked, { actor: clerk });
            if (id && cancels) await run(through, 'cancelMealBooking', { id }, { actor: clerk });
          }),
        );

        for (const { id } of meals) {
          const { meal, bookings } = await booked(id);
          const standing = bookings.filter(({ state }) => state === 'BOOKED');
          expect(standing).toHaveLength(meal.booked);
          expect(meal.booked).toBeLessThanOrEqual(3);
          expect(new Set(standing.map(({ elderId }) => elderId)).size).toBe(standing.length);
        }
      }),
      { numRuns: 12 },
    );
  });
});
