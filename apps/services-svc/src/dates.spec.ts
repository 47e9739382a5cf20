import { addMonths, ageOn, midnight, monthAround } from './dates';

describe('a month later', () => {
  it.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-01', 1, '2027-01-01'],
  ])('than %s, %i on, is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
});

test('a month runs from its first day to the first of the next', () => {
  expect(monthAround('2022-08-18')).toEqual({ first: '2022-08-01', next: '2022-09-01' });
  expect(monthAround('2026-12-31')).toEqual({ first: '2026-12-01', next: '2027-01-01' });
});

test('a day begins at midnight in Shanghai', () => {
  expect(midnight('2022-08-01').toISOString()).toBe('2022-07-31T16:00:00.000Z');
});

test('nobody is a year older before their birthday', () => {
  expect(ageOn('1950-06-01', '2026-05-31')).toBe(75);
  expect(ageOn('1950-06-01', '2026-06-01')).toBe(76);
  expect(ageOn('1948-02-29', '2026-02-28')).toBe(77);
});
