import { dateOfDay, dayOfDate, instantOf, type LocalDate } from '@jinlin/calendar';

/** The instant at which a day begins in Shanghai. */
export const midnight = (date: LocalDate) => instantOf(dayOfDate(date), 0);

export const addDays = (date: LocalDate, days: number) => dateOfDay(dayOfDate(date) + days);

/** The same day of a later month, or that month's last day where it is shorter: 31 January and a month is 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

/** The calendar month that a day lies in: its first day, and the first day of the next. */
export function monthAround(date: LocalDate) {
  const first = `${date.slice(0, 7)}-01`;
  return { first, next: addMonths(first, 1) };
}

/** How many whole years somebody has lived; who is born on 29 February ages on 1 March of other years. */
export function ageOn(birthDate: LocalDate, date: LocalDate) {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
