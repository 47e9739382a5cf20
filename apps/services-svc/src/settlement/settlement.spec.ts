import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aMeal, anArea, anElder, aSite, ask, aUnit, run } from '../testing';
import { settlementStates } from './settlement.states';

const db = testDatabase(tables);

const EVENING = new Date('2026-11-24T20:00:00+08:00');

/** A lunch of the 24th, and everybody around it. */
async function aDay(given: object = {}) {
  const community = await anArea(db);
  const unit = await aUnit(db);
  const meal = await aMeal(db, community, { seats: 30, ...given }, { operatorId: unit.id });
  const manager = anActor('SITE_MANAGER', { unitId: unit.id, areaId: community.id });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const books = async (elder: object = {}, service = 'AT_TABLE') => {
    const { id: elderId } = await anElder(db, community, elder);
    return (await run(db, 'bookMeal', { mealId: meal.id, elderId, service }, { actor: clerk })).id as string;
  };
  const eats = (id: string) => run(db, 'serveMeal', { id }, { actor: manager, now: EVENING });
  const misses = (id: string) => run(db, 'recordMissedMeal', { id }, { actor: manager, now: EVENING });
  const corrects = (id: string, reason = '登记有误') =>
    run(db, 'correctMealBooking', { id, reason }, { actor: manager, now: EVENING });
  const settles = (by: object = {}, input: object = {}) =>
    run(
      db,
      'settleCanteenDay',
      { canteenId: meal.canteenId, day: '2026-11-24', ...input },
      { actor: manager, now: EVENING, ...by },
    );
  const settled = async (asking: object = { actor: manager }) =>
    (await ask(db, SETTLED, { id: meal.canteenId }, asking)).canteen.settlement;
  return { community, meal, manager, clerk, books, eats, misses, corrects, settles, settled };
}

describe('a canteen’s day (F13)', () => {
  it('is settled from what was eaten, to the fen, line by line', async () => {
    const { books, eats, misses, settles, settled } = await aDay();
    await eats(await books({ birthDate: '1950-06-01' }));
    await eats(await books({ birthDate: '1940-06-01', hardships: ['LOW_INCOME'] }, 'DELIVERED'));
    await misses(await books());

    expect(await settles()).toMatchObject({ run: 1, served: 2, delivered: 1, missed: 1, price: 3000 });

    const { price, subsidy, toPay, lines, differences } = await settled();
    expect(subsidy + toPay).toBe(price);
    expect(lines).toEqual([
      { ruleVersion: '510522/canteen/2', basis: 'AGE', code: null, meals: 2, amount: 300 + 500 },
      { ruleVersion: '510522/canteen/2', basis: 'HARDSHIP', code: 'LOW_INCOME', meals: 1, amount: 200 },
    ]);
    expect(differences).toEqual([]);
  });

  it('waits until of every booking it is said whether it was eaten', async () => {
    const { books, eats, settles, settled } = await aDay();
    const id = await books();

    expect(await settles()).toMatchObject({
      __typename: 'BookingsStillOpen',
      message: 'Of 1 bookings nobody has said yet whether they were eaten.',
    });
    expect(await settled()).toBeNull();
    await eats(id);
    expect(await settles()).toMatchObject({ __typename: 'CanteenSettlement' });
  });

  it('settled again changes nothing, also by two at once, unless something was corrected; then it shows what', async () => {
    const { books, eats, corrects, settles, settled } = await aDay();
    const [kept, wrong] = [await books(), await books()];
    await eats(kept);
    await eats(wrong);

    const answers = await Promise.all([settles(), settles(), settles()]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await settled()).history).toHaveLength(1);

    expect(await corrects(wrong, ' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await corrects(wrong)).toMatchObject({ state: 'MISSED' });
    expect(await settles()).toMatchObject({ run: 2, served: 1, missed: 1 });
    const { differences, history } = await settled();
    expect(history).toHaveLength(2);
    expect(differences).toContainEqual({ figure: 'PRICE', before: 3000, after: 1500 });
    expect(differences).toContainEqual({ figure: 'MISSED', before: 0, after: 1 });

    expect(await corrects(wrong)).toMatchObject({ state: 'SERVED' });
    expect(await settles()).toMatchObject({ run: 3, served: 2, missed: 0, price: 3000 });
  });

  it('is not settled ahead, nor by another manager, nor where nobody cooks', async () => {
    const { community, manager, settles } = await aDay();
    const station = await aSite(db, community);

    expect(await settles({}, { day: '2026-11-25' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await settles({ actor: { ...manager, unitId: randomUUID() } })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(
      await settles(
        { actor: anActor('COMMUNITY_CLERK', { areaId: community.id }) },
        { canteenId: station.id },
      ),
    ).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('is for its manager and those of its area to read', async () => {
    const { community, clerk, settles, settled } = await aDay();
    await settles();

    expect(await settled({ actor: clerk })).toMatchObject({ price: 0 });
    for (const actor of [
      null,
      anActor('RESIDENT'),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await settled({ actor })).toBeNull();
    }
    const { canteenSettlements } = await ask(
      db,
      LIST,
      {},
      { actor: anActor('LEADER', { areaId: community.id }) },
    );
    expect(canteenSettlements).toEqual({ totalCount: 1, served: 0, price: 0, subsidy: 0, toPay: 0 });
  });

  it('balances whatever is served, missed and corrected', async () => {
    const steps = fc.array(fc.constantFrom('EAT', 'MISS', 'CORRECT'), { minLength: 1, maxLength: 8 });
    const eater = fc.record({
      year: fc.integer({ min: 1926, max: 1966 }),
      hardships: fc.subarray(['LOW_INCOME', 'EXTREME_POVERTY']),
      steps,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3000 }),
        fc.array(eater, { minLength: 1, maxLength: 3 }),
        async (price, eaters) => {
          const { books, eats, misses, corrects, settles, settled } = await aDay({ price });
          for (const { year, hardships, steps: tried } of eaters) {
            const id = await books({ birthDate: `${year}-05-01`, hardships });
            for (const step of tried) await { EAT: eats, MISS: misses, CORRECT: corrects }[step](id);
            await misses(id);
          }

          const { served, missed } = await settles();
          const figures = await settled();
          expect(served + missed).toBe(eaters.length);
          expect(figures.price).toBe(served * price);
          expect(figures.subsidy + figures.toPay).toBe(figures.price);
          expect(figures.lines.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)).toBe(
            figures.subsidy,
          );
        },
      ),
      { numRuns: 8 },
    );
  }, 60_000);
});

test('many settlements are as many statements as one', async () => {
  const { settles, clerk } = await aDay();
  await settles();
  const statements = async () =>
    (await countStatements(() => ask(db, MANY, {}, { actor: clerk }))).statements.length;
  const one = await statements();

  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) await settles({}, { day });

  expect(await statements()).toBe(one);
});

test('every state of a settlement can be reached', () => {
  expect([...settlementStates.reachable('SETTLED')]).toEqual([...settlementStates.states]);
});

const SETTLED = /* GraphQL */ `
  query ($id: ID!) {
    canteen(id: $id) {
      settlement(day: "2026-11-24") {
        price subsidy toPay lines { ruleVersion basis code meals amount }
        differences { figure before after } history { action }
      }
    }
  }
`;
const LIST = '{ canteenSettlements(first: 1) { totalCount served price subsidy toPay } }';
const MANY = /* GraphQL */ `
  { canteenSettlements(first: 20) { nodes { canteen { site { name } } lines { amount } history { action } } } }
`;
