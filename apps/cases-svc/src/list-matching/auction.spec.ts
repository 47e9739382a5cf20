import fc from 'fast-check';
import { auction, type Market, STEP } from './auction';

const someMarket: fc.Arbitrary<Market> = fc
  .record({
    wants: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 }),
    lots: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }),
    scores: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ wants, lots, scores }) => ({
    wants,
    lots,
    offers: wants.map((_, want) => lots.map((__, lot) => ({ lot, score: scores[3 * want + lot]! }))),
  }));

test('an auction stays within a step a unit of the best that there is, and knows how far it is from it at most', async () => {
  await fc.assert(
    fc.asyncProperty(someMarket, async (market) => {
      const { worth, atMost } = await auction(market);

      const best = bestOf(market);
      const units = market.wants.reduce((sum, amount) => sum + amount, 0);
      expect(worth).toBeLessThanOrEqual(best);
      expect(worth).toBeGreaterThanOrEqual(best - STEP * units);
      expect(atMost).toBeGreaterThanOrEqual(best);
    }),
    { numRuns: 200 },
  );
});

test('an auction gives nobody more than they want, and no lot more than it holds', async () => {
  await fc.assert(
    fc.asyncProperty(someMarket, async (market) => {
      const { allotments } = await auction(market);

      const given = (of: 'want' | 'lot', index: number) =>
        allotments.filter((part) => part[of] === index).reduce((sum, { amount }) => sum + amount, 0);
      for (const [want, amount] of market.wants.entries())
        expect(given('want', want)).toBeLessThanOrEqual(amount);
      for (const [lot, amount] of market.lots.entries())
        expect(given('lot', lot)).toBeLessThanOrEqual(amount);
    }),
    { numRuns: 100 },
  );
});

test('who has a second choice makes way for who has none, though they are the better pair', async () => {
  const market: Market = {
    wants: [10, 10],
    lots: [10, 10],
    offers: [
      [
        { lot: 0, score: 900 },
        { lot: 1, score: 850 },
      ],
      [{ lot: 0, score: 800 }],
    ],
  };

  expect((await auction(market)).allotments).toEqual([
    { want: 1, lot: 0, amount: 10 },
    { want: 0, lot: 1, amount: 10 },
  ]);
  expect((await auction(market)).worth).toBe(16_500);
});

/** Tries everything: each unit in turn goes to each lot with something left, or to none. */
function bestOf({ wants, lots, offers }: Market): number {
  const units = wants.flatMap((amount, want) => Array.from({ length: amount }, () => want));
  const from = (unit: number, left: readonly number[]): number => {
    if (unit === units.length) return 0;
    const without = from(unit + 1, left);
    const taken = offers[units[unit]!]!.filter(({ lot }) => left[lot]! > 0).map(
      ({ lot, score }) => score + from(unit + 1, left.with(lot, left[lot]! - 1)),
    );
    return Math.max(without, ...taken);
  };
  return from(0, lots);
}
