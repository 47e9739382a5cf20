import fc from 'fast-check';
import { metresBetween, nearness, type Point } from './nearness';

const place = fc.record({
  longitude: fc.double({ min: 122, max: 124, noNaN: true }),
  latitude: fc.double({ min: 41, max: 43, noNaN: true }),
});

const metresTo = (from: Point) => (to: Point) => metresBetween(from, to);

test('what is nearest by the tree is nearest by looking at every point', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 200 }), place, (points, from) => {
      const [found] = nearness(points)(from, { count: 1 });
      const least = Math.min(...points.map(metresTo(from)));

      if (points.length === 0) expect(found).toBeUndefined();
      if (found) expect(metresBetween(from, found)).toBeCloseTo(least, 3);
    }),
    { numRuns: 100 },
  );
});

test('what is within a distance is all that is, and nothing more', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 200 }), place, (points, from) => {
      const found = nearness(points)(from, { withinMetres: 30_000 });

      expect(found.length).toBe(points.filter((to) => metresBetween(from, to) <= 30_000).length);
    }),
    { numRuns: 100 },
  );
});

test('a degree of latitude is about 111 kilometres', () => {
  const metres = metresBetween({ longitude: 123, latitude: 41 }, { longitude: 123, latitude: 42 });

  expect(metres / 1000).toBeCloseTo(111.2, 0);
});
