/** A day as people write it, 2022-09-29. It has no hour and no zone. */
export type LocalDate = string;

const millisecondsPerDay = 86_400_000;

/** Shanghai has kept eight hours ahead of UTC, without summer time, since 1991. */
const shanghai = 8 * 3_600_000;

/** Days since 1970-01-01 of a date. */
export const dayOfDate = (date: LocalDate) => Date.parse(date) / millisecondsPerDay;

/** The date of a number of days since 1970-01-01. */
export const dateOfDay = (day: number): LocalDate =>
  new Date(day * millisecondsPerDay).toISOString().slice(0, 10);

/** The same day of a later month, or that month's last day where it is shorter: 31 January and a month is 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

/** The day that it is in Shanghai at an instant, and the milliseconds since its midnight. */
export function dayAndTime(at: Date): { day: number; time: number } {
  const local = at.getTime() + shanghai;
  const day = Math.floor(local / millisecondsPerDay);
  return { day, time: local - day * millisecondsPerDay };
}

/** The instant of a time of day in Shanghai, given in milliseconds since midnight. */
export const instantOf = (day: number, time: number) => new Date(day * millisecondsPerDay + time - shanghai);

/** The date that it is in Shanghai at an instant. */
export const dateIn = (at: Date): LocalDate => dateOfDay(dayAndTime(at).day);

/** 2022-09-29 16:00, as a clock in Shanghai shows it. */
export const asClock = (at: Date) =>
  new Date(at.getTime() + shanghai).toISOString().slice(0, 16).replace('T', ' ');
