import { dateIn, dateOfDay, dayAndTime, dayOfDate, instantOf, type LocalDate } from '@jinlin/calendar';
import type { Weekday } from '../generated/graphql';

/** One span of opening on a day of the week, by the clock: 08:30 to 17:00, or 00:00 to 24:00. */
export interface OpeningHours {
  weekday: Weekday;
  opensAt: string;
  closesAt: string;
}

/** One day that differs from the ordinary week; without times it stays closed. */
export interface OpeningException {
  day: LocalDate;
  opensAt: string | null;
  closesAt: string | null;
  reason: string | null;
}

export interface Opening {
  openingHours: readonly OpeningHours[];
  openingExceptions: readonly OpeningException[];
}

/** How many days ahead the next opening is looked for. */
const DAYS_AHEAD = 14;

export const weekdays: readonly Weekday[] = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
];

/** The first of January 1970 was a Thursday. */
export const weekdayOf = (date: LocalDate) => weekdays[(((dayOfDate(date) + 3) % 7) + 7) % 7]!;

/** The spans of one day, in order: those of its exceptions when it has any, else those of its day of the week. */
export function spansOn({ openingHours, openingExceptions }: Opening, date: LocalDate) {
  const exceptions = openingExceptions.filter(({ day }) => day === date);
  const spans = exceptions.length
    ? exceptions.flatMap(({ opensAt, closesAt }) => (opensAt && closesAt ? [{ opensAt, closesAt }] : []))
    : openingHours.filter(({ weekday }) => weekday === weekdayOf(date));
  return spans.toSorted((a, b) => (a.opensAt < b.opensAt ? -1 : 1));
}

/** Whether the doors are open at a moment. */
export const isOpenAt = (opening: Opening, at: Date) =>
  spansOn(opening, dateIn(at)).some(
    ({ opensAt, closesAt }) => opensAt <= clockOf(at) && clockOf(at) < closesAt,
  );

/** When the doors next open after a moment; null while they are open, or when that is more than a fortnight away. */
export function opensNext(opening: Opening, from: Date): Date | null {
  if (isOpenAt(opening, from)) return null;

  const { day } = dayAndTime(from);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
    const next = spansOn(opening, dateOfDay(day + ahead))
      .map(({ opensAt }) => instantOf(day + ahead, millisecondsOf(opensAt)))
      .find((opensAt) => opensAt > from);
    if (next) return next;
  }
  return null;
}

/** 16:05, as a clock on the locality's wall shows it. */
export const clockOf = (at: Date) => new Date(dayAndTime(at).time).toISOString().slice(11, 16);

function millisecondsOf(clock: string) {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000;
}
