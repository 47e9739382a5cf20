import fc from 'fast-check';
import { allocate, type Bearer, type Borne, reallocate } from './allocate';

const place = {
  longitude: fc.option(fc.double({ min: 119, max: 120, noNaN: true })),
  latitude: fc.option(fc.double({ min: 25, max: 27, noNaN: true })),
};
const unitsAnd = fc
  .tuple(
    fc.array(fc.record({ ...place, capacity: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 2,
      maxLength: 12,
    }),
    fc.array(fc.record({ ...place, households: fc.nat(3000) }), { maxLength: 40 }),
    fc.nat(),
  )
  .map(([units, communities, which]) => ({
    units: units.map((unit, at): Bearer => ({ ...unit, id: `unit ${at}`, path: `/c/d${at % 3}/` })),
    communities: communities.map(
      (community, at): Borne => ({ ...community, id: `community ${at}`, path: `/c/d${at % 3}/s/${at}/` }),
    ),
    which,
  }));

test('every community has exactly one unit, and loads differ by one at most (F7)', () => {
  fc.assert(
    fc.property(unitsAnd, ({ units, communities }) => {
      const assignments = allocate(units, communities);

      expect(assignments.map(({ areaId }) => areaId).sort()).toEqual(communities.map(({ id }) => id).sort());
      expect(spread(units, assignments)).toBeLessThanOrEqual(1);
    }),
  );
});

test('when a unit drops out only its communities move, and loads still differ by one at most (F7)', () => {
  fc.assert(
    fc.property(unitsAnd, ({ units, communities, which }) => {
      const before = allocate(units, communities);
      const dropped = units[which % units.length]!;
      const others = units.filter((unit) => unit !== dropped);
      const stayed = before.filter(({ unitId }) => unitId !== dropped.id);
      const left = communities.filter(({ id }) => !stayed.some(({ areaId }) => areaId === id));

      const moved = reallocate(others, loads(others, stayed), left);

      expect(moved.map(({ areaId }) => areaId).sort()).toEqual(left.map(({ id }) => id).sort());
      expect(spread(others, [...stayed, ...moved])).toBeLessThanOrEqual(1);
    }),
  );
});

test('ninety units share 201 communities as 2.23 each: the stronger bear three (F7)', () => {
  const units = many(90, (at) => ({ ...seat(at), capacity: at < 21 ? 2 : 1 }));
  const communities = many(201, (at) => ({ ...seat(at), households: 500 }));

  const borne = loads(units, allocate(units, communities));

  expect([...borne.values()].filter((load) => load === 3)).toHaveLength(21);
  expect(units.slice(0, 21).every(({ id }) => borne.get(id) === 3)).toBe(true);
});

test('the nearest go together, and who is nearer but full is told', () => {
  const seatAt = (id: string, longitude: number) => ({ id, path: '/c/', longitude, latitude: 26 });
  const units = [
    { ...seatAt('west', 119), capacity: 1 },
    { ...seatAt('east', 120), capacity: 1 },
  ];
  const communities = [
    { ...seatAt('far west', 118.9), households: 1 },
    { ...seatAt('western', 119.1), households: 1 },
    { ...seatAt('middle', 119.2), households: 1 },
    { ...seatAt('eastern', 119.9), households: 1 },
  ];

  const assignments = allocate(units, communities);

  expect(assignments.filter(({ unitId }) => unitId === 'east')).toEqual([
    {
      unitId: 'east',
      areaId: 'eastern',
      reasons: { kilometres: 9.99, nearerUnits: 0, quota: 2, capacity: 1 },
    },
    {
      unitId: 'east',
      areaId: 'middle',
      reasons: { kilometres: 79.95, nearerUnits: 1, quota: 2, capacity: 1 },
    },
  ]);
});

const seat = (at: number) => ({ id: `${at}`, path: `/c/${at}/`, longitude: 119 + at / 200, latitude: 26 });
const many = <Thing>(count: number, make: (at: number) => Thing) =>
  Array.from({ length: count }, (_, at) => make(at));

const loads = (units: readonly Bearer[], assignments: readonly { unitId: string }[]) =>
  new Map(units.map(({ id }) => [id, assignments.filter(({ unitId }) => unitId === id).length]));

function spread(units: readonly Bearer[], assignments: readonly { unitId: string }[]) {
  const borne = [...loads(units, assignments).values()];
  return Math.max(...borne) - Math.min(...borne);
}
