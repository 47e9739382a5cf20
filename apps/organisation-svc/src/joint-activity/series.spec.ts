import fc from 'fast-check';
import { consecutiveYears } from './series';

const years = (...held: number[]) => held.map((year) => ({ year }));

test('years that follow one another are counted back from the latest, up to the first gap (S9)', () => {
  expect(consecutiveYears([])).toBe(0);
  expect(consecutiveYears(years(2022))).toBe(1);
  expect(consecutiveYears(years(2022, 2021, 2020))).toBe(3);
  expect(consecutiveYears(years(2022, 2021, 2019, 2018))).toBe(2);
});

test('a run without a gap is counted whole, and a year left out cuts it there', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1950, max: 2050 }),
      fc.integer({ min: 2, max: 60 }),
      fc.nat(58),
      (last, count, out) => {
        const run = Array.from({ length: count }, (_, back) => last - back);
        const gap = 1 + (out % (count - 1));

        expect(consecutiveYears(years(...run))).toBe(count);
        expect(consecutiveYears(years(...run.filter((_, at) => at !== gap)))).toBe(gap);
      },
    ),
  );
});
