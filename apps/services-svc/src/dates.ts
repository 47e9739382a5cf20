import { addMonths, dateOfDay, dayOfDate, instantOf, type LocalDate } from '@jinlin/calendar';

/** The instant at which a day begins in Shanghai. */
export const midnight = (date: LocalDate) => instantOf(dayOfDate(date), 0);

export const addDays = (date: LocalDate, days: number) => dateOfDay(dayOfDate(date) + days);

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
