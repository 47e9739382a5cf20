import fc from 'fast-check';
import {
  addWorkingDays,
  addWorkingMinutes,
  isWorkday,
  workingCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar';
import { addMonths, dateOfDay, dayOfDate } from './dates';

const calendar = workingCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]);

const inShanghai = (clock: string) => new Date(`${clock.replace(' ', 'T')}:00+08:00`);

const dates = fc.integer({ min: dayOfDate('2018-01-01'), max: dayOfDate('2030-12-31') }).map(dateOfDay);
const instants = fc.date({
  min: inShanghai('2018-01-01 00:00'),
  max: inShanghai('2030-12-31 00:00'),
  noInvalidDate: true,
});
const counts = fc.nat({ max: 400 });
const minutes = fc.nat({ max: 50_000 });

test('some months later is the same day, or the last of a shorter month', () => {
  expect(addMonths('2026-10-31', 6)).toBe('2027-04-30');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2026-11-23', 3)).toBe('2027-02-23');
});

describe('a working day', () => {
  it('is none on a weekend or a holiday, and is one where a weekend is worked in return', () => {
    expect(isWorkday(calendar, '2022-09-30')).toBe(true);
    expect(isWorkday(calendar, '2022-10-03')).toBe(false);
    expect(isWorkday(calendar, '2022-10-08')).toBe(true);
    expect(isWorkday(calendar, '2022-10-15')).toBe(false);
  });

  it.each([
    { year: 2021, count: 250 },
    { year: 2022, count: 249 },
    { year: 2023, count: 249 },
    { year: 2024, count: 251 },
    { year: 2025, count: 248 },
    { year: 2026, count: 248 },
  ])('comes $count times in $year', ({ year, count }) => {
    expect(workingDaysBetween(calendar, `${year}-01-01`, `${year + 1}-01-01`)).toBe(count);
  });

  it('is found by its number just as by walking from day to day', () => {
    fc.assert(
      fc.property(dates, fc.nat({ max: 40 }), (date, count) => {
        expect(addWorkingDays(calendar, date, count)).toBe(walked(date, count));
      }),
    );
  });

  it('is the same whether days are added at once or in two parts', () => {
    fc.assert(
      fc.property(dates, counts, counts, (date, a, b) => {
        const inTwoParts = addWorkingDays(calendar, addWorkingDays(calendar, date, a), b);

        expect(addWorkingDays(calendar, date, a + b)).toBe(inTwoParts);
      }),
    );
  });
});

describe('working time', () => {
  it('passes over the midday break, the night and the holiday', () => {
    expect(addWorkingMinutes(calendar, inShanghai('2022-09-30 11:30'), 60)).toEqual(
      inShanghai('2022-09-30 13:30'),
    );
    expect(addWorkingMinutes(calendar, inShanghai('2022-09-30 16:30'), 60)).toEqual(
      inShanghai('2022-10-08 09:30'),
    );
  });

  it('that ends with the working day ends then, not on the next morning', () => {
    expect(addWorkingMinutes(calendar, inShanghai('2022-09-28 16:00'), 60)).toEqual(
      inShanghai('2022-09-28 17:00'),
    );
  });

  it('is the same whether minutes are added at once or in two parts', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (start, a, b) => {
        const inTwoParts = addWorkingMinutes(calendar, addWorkingMinutes(calendar, start, a), b);

        expect(addWorkingMinutes(calendar, start, a + b)).toEqual(inTwoParts);
      }),
    );
  });

  it('between a start and what it leads to is what was added', () => {
    fc.assert(
      fc.property(instants, minutes, (start, count) => {
        const end = addWorkingMinutes(calendar, start, count);

        expect(workingMinutesBetween(calendar, start, end)).toBeCloseTo(count, 6);
      }),
    );
  });

  it('never leads from a later start to an earlier end', () => {
    fc.assert(
      fc.property(instants, instants, minutes, (one, other, count) => {
        const [first, second] = one < other ? [one, other] : [other, one];

        const ends = [first, second].map((start) => addWorkingMinutes(calendar, start, count + 1).getTime());

        expect(ends[0]).toBeLessThanOrEqual(ends[1]!);
      }),
    );
  });
});

/** The slow and obvious way. */
function walked(date: string, count: number): string {
  let day = dayOfDate(date);
  for (let left = count; left > 0; ) if (isWorkday(calendar, dateOfDay(++day))) left--;
  return dateOfDay(day);
}
