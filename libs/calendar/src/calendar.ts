import { china } from './china';
import { dateOfDay, dayAndTime, dayOfDate, instantOf, type LocalDate } from './dates';

export interface Holiday {
  from: LocalDate;
  to: LocalDate;
  name: { zh: string; en: string };
  /** Weekend days that are worked in return. */
  workedInReturn: readonly LocalDate[];
}

/** The published holidays. Outside the published years only weekends are known. */
export interface HolidayTable {
  publishedFrom: LocalDate;
  publishedUntil: LocalDate;
  holidays: readonly Holiday[];
}

/** A stretch of the working day in Shanghai, such as 09:00 to 12:00. */
export interface WorkingPeriod {
  from: string;
  to: string;
}

/** When people work: which days, and from when to when. Made once, asked often. */
export interface WorkingCalendar {
  table: HolidayTable;
  /** In milliseconds since midnight. */
  periods: readonly { from: number; to: number }[];
  workPerDay: number;
  /** The days that break the rule of the week, in order, and by how much the days before each shift the count. */
  exceptions: readonly number[];
  shiftBefore: readonly number[];
}

/** The calendar of those who work in these hours, on the days that the table leaves to work. */
export function workingCalendar(hours: readonly WorkingPeriod[], table = china): WorkingCalendar {
  const periods = hours.map(({ from, to }) => ({ from: timeOfDay(from), to: timeOfDay(to) }));
  const shifts = exceptionsOf(table);

  let shift = 0;
  return {
    table,
    periods,
    workPerDay: periods.reduce((sum, { from, to }) => sum + to - from, 0),
    exceptions: shifts.map(([day]) => day),
    shiftBefore: [0, ...shifts.map(([, by]) => (shift += by))],
  };
}

export const isWorkday = (calendar: WorkingCalendar, date: LocalDate) => isWorked(calendar, dayOfDate(date));

/** The `count`th working day after `date`; `date` itself when the count is 0. */
export const addWorkingDays = (calendar: WorkingCalendar, date: LocalDate, count: number): LocalDate =>
  dateOfDay(workdayAfter(calendar, dayOfDate(date), count));

/** How many working days there are from `from` on and before `until`. */
export const workingDaysBetween = (calendar: WorkingCalendar, from: LocalDate, until: LocalDate) =>
  workdaysBefore(calendar, dayOfDate(until)) - workdaysBefore(calendar, dayOfDate(from));

/**
 * The instant at which so many minutes have been worked since `start`. A span that ends with the working day ends
 * then, not on the next morning.
 */
export const addWorkingMinutes = (calendar: WorkingCalendar, start: Date, minutes: number): Date =>
  minutes === 0 ? start : whenWorked(calendar, workedUntil(calendar, start) + minutes * 60_000);

/** How many minutes are worked from one instant to another. */
export const workingMinutesBetween = (calendar: WorkingCalendar, from: Date, until: Date) =>
  (workedUntil(calendar, until) - workedUntil(calendar, from)) / 60_000;

// The rest counts in days and milliseconds since 1970. Both "how much work lies before this moment" and its inverse
// are reckoned, not searched for day by day: weeks are regular, and the exceptions are few.

/** How many working days lie before a day, since 1970. */
export function workdaysBefore({ exceptions, shiftBefore }: WorkingCalendar, day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  const weekdays = weeks * 5 + Math.min(sinceMonday - weeks * 7, 5) - 3;
  return weekdays + shiftBefore[firstAtOrAfter(exceptions, day)]!;
}

/** The `count`th working day after a day; the day itself when the count is 0. */
export const workdayAfter = (calendar: WorkingCalendar, day: number, count: number) =>
  count === 0 ? day : workday(calendar, workdaysBefore(calendar, day + 1) + count);

/** When the working day ends. */
export const closeOf = ({ periods }: WorkingCalendar, day: number) => instantOf(day, periods.at(-1)!.to);

/** The `number`th working day since 1970. */
function workday(calendar: WorkingCalendar, number: number): number {
  const slack = 14 + 2 * calendar.exceptions.length;
  let low = Math.floor((number * 7) / 5) - slack;
  let high = low + 2 * slack;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (workdaysBefore(calendar, middle + 1) >= number) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isWorked = (calendar: WorkingCalendar, day: number) =>
  workdaysBefore(calendar, day + 1) > workdaysBefore(calendar, day);

/** How long has been worked since 1970, up to an instant. */
export function workedUntil(calendar: WorkingCalendar, at: Date): number {
  const { day, time } = dayAndTime(at);
  const before = workdaysBefore(calendar, day) * calendar.workPerDay;
  if (!isWorked(calendar, day)) return before;

  return calendar.periods.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(time, to) - from), before);
}

/** The first instant at which so much has been worked since 1970. */
export function whenWorked(calendar: WorkingCalendar, worked: number): Date {
  const daysBegun = Math.ceil(worked / calendar.workPerDay);
  const day = workday(calendar, daysBegun);
  let left = worked - (daysBegun - 1) * calendar.workPerDay;
  for (const { from, to } of calendar.periods) {
    if (left <= to - from) return instantOf(day, from + left);
    left -= to - from;
  }
  throw new Error('The working periods are shorter than the working day that they make up.');
}

/** Holidays on weekdays take a working day away, days worked in return add one. */
function exceptionsOf({ holidays }: HolidayTable): [day: number, by: number][] {
  const free = holidays
    .flatMap(({ from, to }) => daysFrom(dayOfDate(from), dayOfDate(to)))
    .filter((day) => !isWeekend(day))
    .map((day): [number, number] => [day, -1]);
  const worked = holidays
    .flatMap(({ workedInReturn }) => workedInReturn.map(dayOfDate))
    .map((day): [number, number] => [day, 1]);
  return [...free, ...worked].sort(([a], [b]) => a - b);
}

const isWeekend = (day: number) => (((day + 3) % 7) + 7) % 7 >= 5;

const daysFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const timeOfDay = (clock: string) => {
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours! * 60 + minutes!) * 60_000;
};

/** The place of the first of the sorted numbers that is not below `bound`. */
function firstAtOrAfter(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
