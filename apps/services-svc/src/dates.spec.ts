import { ageOn, midnight, monthAround } from './dates';

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
