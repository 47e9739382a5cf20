import fc from 'fast-check';
import { type Candidates, cover } from './cover';

/** A few places, and a few candidates that each reach some of them. */
const small = fc.integer({ min: 1, max: 8 }).chain((places) =>
  fc.record({
    households: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: places, maxLength: places }),
    reaches: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: places - 1 })), {
      minLength: 1,
      maxLength: 8,
    }),
  }),
);

const reachedBy = ({ households, reaches }: Candidates, chosen: readonly number[]) => {
  const places = new Set(chosen.flatMap((candidate) => reaches[candidate]!));
  return [...places].reduce((sum, place) => sum + households[place]!, 0);
};

/** The most that any choice of so many reaches, by trying them all. */
const most = (candidates: Candidates, count: number, from = 0, chosen: number[] = []): number =>
  Math.max(
    reachedBy(candidates, chosen),
    ...(chosen.length === count
      ? []
      : candidates.reaches
          .slice(from)
          .map((_, at) => most(candidates, count, from + at + 1, [...chosen, from + at]))),
  );

test('a search to the end finds what trying every choice finds', () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 1, max: 4 }), (candidates, count) => {
      const { chosen, gained, atMost } = cover(candidates, count);

      expect(gained).toBe(most(candidates, count));
      expect(atMost).toBe(gained);
      expect(
        reachedBy(
          candidates,
          chosen.map(({ candidate }) => candidate),
        ),
      ).toBe(gained);
      expect(chosen.reduce((sum, next) => sum + next.gained, 0)).toBe(gained);
    }),
    { numRuns: 200 },
  );
});

test('a search without patience still says how much better a choice could be at most', () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 1, max: 4 }), (candidates, count) => {
      const { gained, atMost } = cover(candidates, count, 0);
      const best = most(candidates, count);

      expect(gained).toBeLessThanOrEqual(best);
      expect(atMost).toBeGreaterThanOrEqual(best);
    }),
    { numRuns: 200 },
  );
});

test('the obvious choice is not always the best one of two', () => {
  // The first reaches most by itself; the other two reach everything together.
  const candidates = {
    households: [3, 3, 3, 3, 2, 2],
    reaches: [
      [0, 1, 2, 3],
      [0, 1, 4],
      [2, 3, 5],
    ],
  };

  expect(cover(candidates, 1).chosen).toEqual([{ candidate: 0, gained: 12 }]);
  expect(cover(candidates, 2)).toMatchObject({ gained: 16, atMost: 16 });
});
