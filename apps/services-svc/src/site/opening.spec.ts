import { isOpenAt, type Opening, opensNext, weekdayOf } from './opening';

const office: Opening = {
  openingHours: [
    { weekday: 'MONDAY', opensAt: '08:30', closesAt: '12:00' },
    { weekday: 'MONDAY', opensAt: '14:00', closesAt: '17:30' },
    { weekday: 'FRIDAY', opensAt: '08:30', closesAt: '12:00' },
  ],
  openingExceptions: [
    { day: '2026-11-27', opensAt: null, closesAt: null, reason: '设备检修' },
    { day: '2026-11-28', opensAt: '10:00', closesAt: '11:00', reason: '补开放' },
  ],
};

const at = (clock: string) => new Date(`2026-11-${clock}:00+08:00`);

test('the 23rd of November 2026 is a Monday', () => {
  expect(weekdayOf('2026-11-23')).toBe('MONDAY');
  expect(weekdayOf('1969-12-31')).toBe('WEDNESDAY');
});

describe('doors are open', () => {
  it.each([
    ['from the minute they open', '23T08:30', true],
    ['not before', '23T08:29', false],
    ['not at noon', '23T12:00', false],
    ['again in the afternoon', '23T14:00', true],
    ['not on other days', '24T09:00', false],
    ['not on a day that is an exception', '27T09:00', false],
    ['on an extra day', '28T10:30', true],
  ])('%s', (_, clock, open) => {
    expect(isOpenAt(office, at(clock))).toBe(open);
  });

  it('around the clock where the day ends at 24:00', () => {
    const always: Opening = {
      openingHours: [{ weekday: 'MONDAY', opensAt: '00:00', closesAt: '24:00' }],
      openingExceptions: [],
    };

    expect(isOpenAt(always, at('23T00:00'))).toBe(true);
    expect(isOpenAt(always, at('23T23:59'))).toBe(true);
  });
});

describe('doors open next', () => {
  it.each([
    ['in the afternoon', '23T12:30', '23T14:00'],
    ['on the extra day, past the exception', '23T18:00', '28T10:00'],
    ['a week later', '28T11:00', '30T08:30'],
  ])('%s', (_, from, next) => {
    expect(opensNext(office, at(from))).toEqual(at(next));
  });

  it('never, as far as is known, without hours; and not while open', () => {
    expect(opensNext({ openingHours: [], openingExceptions: [] }, at('23T09:00'))).toBeNull();
    expect(opensNext(office, at('23T09:00'))).toBeNull();
  });
});
