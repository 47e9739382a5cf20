import { addWorkingDays, dateOfDay, dayOfDate, isWorkday, workingCalendar } from '@jinlin/calendar';
import fc from 'fast-check';
import { dueDay, workdayFrom } from './due-day';

const calendar = workingCalendar([{ from: '09:00', to: '17:00' }]);

const days = fc
  .integer({ min: dayOfDate('2021-01-01'), max: dayOfDate('2026-12-01') })
  .map((day) => dateOfDay(day));

test('a commitment wanted on a holiday is due on the next day on which people work (H17)', () => {
  expect(dueDay(calendar, { wantedOn: '2022-10-03', workingDays: null }, '2022-09-01')).toBe('2022-10-08');
  expect(dueDay(calendar, { wantedOn: '2022-10-10', workingDays: null }, '2022-09-01')).toBe('2022-10-10');
});

test('a commitment wanted within working days counts from the signing, holidays left out', () => {
  expect(dueDay(calendar, { wantedOn: null, workingDays: 2 }, '2022-09-30')).toBe('2022-10-09');
});

test('whatever day is wanted, the day that is due is worked, not before it, and the first such', () => {
  fc.assert(
    fc.property(days, (day) => {
      const due = workdayFrom(calendar, day);

      expect(isWorkday(calendar, due)).toBe(true);
      expect(due >= day).toBe(true);
      if (due > day) expect(addWorkingDays(calendar, day, 1)).toBe(due);
    }),
  );
});
