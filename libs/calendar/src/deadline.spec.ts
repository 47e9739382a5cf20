import fc from 'fast-check';
import { workingCalendar } from './calendar';
import { deadlineOf, type Pause, type TimeLimit, type TimeUnit } from './deadline';

const calendar = workingCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]);

const inShanghai = (clock: string) => new Date(`${clock.replace(' ', 'T')}:00+08:00`);
const pause = (from: string, until: string | null): Pause => ({
  from: inShanghai(from),
  until: until === null ? null : inShanghai(until),
});

const due = (amount: number, unit: TimeUnit, start: string, ...pauses: Pause[]) =>
  deadlineOf({ amount, unit }, inShanghai(start), pauses, calendar);

describe('a deadline', () => {
  it('in minutes and hours runs by night and on holidays', () => {
    expect(due(30, 'MINUTES', '2022-10-01 23:45').dueAt).toEqual(inShanghai('2022-10-02 00:15'));
    expect(due(24, 'HOURS', '2022-10-01 10:00').dueAt).toEqual(inShanghai('2022-10-02 10:00'));
  });

  it('in calendar days falls on the same time of day', () => {
    expect(due(7, 'CALENDAR_DAYS', '2022-09-29 16:00').dueAt).toEqual(inShanghai('2022-10-06 16:00'));
  });

  it('in working days counts from the next day and ends when work ends', () => {
    expect(due(3, 'WORKING_DAYS', '2022-09-29 16:00').dueAt).toEqual(inShanghai('2022-10-09 17:00'));
  });

  it('in working hours runs only while people work', () => {
    expect(due(2, 'WORKING_HOURS', '2022-09-28 16:00').dueAt).toEqual(inShanghai('2022-09-29 10:00'));
  });

  it('says how it was reckoned', () => {
    expect(due(3, 'WORKING_DAYS', '2022-09-29 16:00').steps.map(({ en }) => en)).toEqual([
      '3 working days from 2022-09-29 16:00.',
      'National Day, 2022-10-01 to 2022-10-07, does not count.',
      '2022-10-08 counts: it is worked in return for National Day.',
      '2022-10-09 counts: it is worked in return for National Day.',
      'Due 2022-10-09 17:00.',
    ]);
  });

  it('is provisional where holidays have not been published, unless it runs through them anyway', () => {
    expect(due(5, 'WORKING_DAYS', '2026-12-30 10:00').provisional).toBe(true);
    expect(due(5, 'WORKING_DAYS', '2026-12-01 10:00').provisional).toBe(false);
    expect(due(5, 'CALENDAR_DAYS', '2026-12-30 10:00').provisional).toBe(false);
  });

  it('is refused when no time at all is given', () => {
    expect(() => due(0, 'HOURS', '2022-09-29 16:00')).toThrow('A time limit is above zero, not 0.');
  });
});

describe('a pause', () => {
  it('moves a deadline by as long as it lasted', () => {
    const held = pause('2022-09-28 10:00', '2022-09-28 12:00');

    expect(due(4, 'HOURS', '2022-09-28 09:00', held).dueAt).toEqual(inShanghai('2022-09-28 15:00'));
  });

  it('moves working days by the days at whose close the clock stood still', () => {
    const fromMondayToWednesday = pause('2022-09-19 10:00', '2022-09-21 10:00');

    expect(due(2, 'WORKING_DAYS', '2022-09-16 10:00', fromMondayToWednesday).dueAt).toEqual(
      inShanghai('2022-09-22 17:00'),
    );
  });

  it('leaves nothing due while it lasts', () => {
    const held = due(4, 'HOURS', '2022-09-28 09:00', pause('2022-09-28 10:00', null));

    expect(held).toMatchObject({ dueAt: null, pausedSince: inShanghai('2022-09-28 10:00') });
  });

  it('changes nothing once the time had run out', () => {
    const tooLate = pause('2022-09-28 14:00', null);

    expect(due(4, 'HOURS', '2022-09-28 09:00', tooLate)).toMatchObject({
      dueAt: inShanghai('2022-09-28 13:00'),
      pausedSince: null,
    });
  });

  it('counts once where it overlaps another', () => {
    const morning = pause('2022-09-28 10:00', '2022-09-28 12:00');
    const midday = pause('2022-09-28 11:00', '2022-09-28 13:00');

    expect(due(4, 'HOURS', '2022-09-28 09:00', midday, morning).dueAt).toEqual(
      inShanghai('2022-09-28 16:00'),
    );
  });

  it('never brings a deadline forward, and leaves nothing due before work goes on', () => {
    fc.assert(
      fc.property(limits, instants, fc.array(holds, { maxLength: 4 }), (limit, startedAt, held) => {
        const free = deadlineOf(limit, startedAt, [], calendar).dueAt!;
        const pauses = held.map((hold) => pauseAfter(startedAt, hold));

        const paused = deadlineOf(limit, startedAt, pauses, calendar).dueAt!;

        expect(paused.getTime()).toBeGreaterThanOrEqual(free.getTime());
        expect(pauses.filter(({ from, until }) => paused > from && paused < until)).toEqual([]);
      }),
    );
  });

  it('never brings a deadline forward by lasting longer', () => {
    fc.assert(
      fc.property(limits, instants, holds, fc.nat({ max: 400 }), (limit, startedAt, hold, more) => {
        const longer = { ...hold, hours: hold.hours + more };

        const [early, late] = [hold, longer].map((held) =>
          deadlineOf(limit, startedAt, [pauseAfter(startedAt, held)], calendar),
        );

        expect(late!.dueAt!.getTime()).toBeGreaterThanOrEqual(early!.dueAt!.getTime());
      }),
    );
  });
});

const later = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

const pauseAfter = (startedAt: Date, { after, hours }: { after: number; hours: number }) => ({
  from: later(startedAt, after),
  until: later(startedAt, after + hours),
});

const holds = fc.record({ after: fc.nat({ max: 1000 }), hours: fc.integer({ min: 1, max: 400 }) });
const instants = fc.date({
  min: inShanghai('2021-06-01 00:00'),
  max: inShanghai('2026-06-01 00:00'),
  noInvalidDate: true,
});
const limits: fc.Arbitrary<TimeLimit> = fc.record({
  amount: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom('MINUTES', 'HOURS', 'CALENDAR_DAYS', 'WORKING_HOURS', 'WORKING_DAYS'),
});
