import { idOf } from './ids';
import { fictionalName, fictionalPhone } from './people';
import { isChosen, seededRandom, shares } from './random';

test('an id is a uuid of version 5 that follows from kind and key alone', () => {
  const id = idOf('area', '510522001006');

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(idOf('area', '510522001006')).toBe(id);
  expect(idOf('unit', '510522001006')).not.toBe(id);
});

test('people are made up, and always the same ones', () => {
  const two = () => {
    const random = seededRandom('a building head');
    return [fictionalName(random), fictionalPhone(random)];
  };

  expect(two()).toEqual(two());
  expect(two()[0]).toMatch(/^\p{Script=Han}{2,3}$/u);
  expect(two()[1]).toMatch(/^154\d{8}$/);
});

test('shares are uneven, add up, and none is below the least', () => {
  const parts = shares(seededRandom('parts'), 1000, 90, 5);

  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(1000);
  expect(Math.min(...parts)).toBeGreaterThanOrEqual(5);
  expect(new Set(parts).size).toBeGreaterThan(3);
});

test('exactly so many are chosen, spread evenly', () => {
  const chosen = Array.from({ length: 6588 }, (_, index) => index).filter((index) =>
    isChosen(index, 6588, 1471),
  );

  expect(chosen).toHaveLength(1471);
  expect(chosen.filter((index) => index < 3294).length).toBeCloseTo(735.5, -1);
});
