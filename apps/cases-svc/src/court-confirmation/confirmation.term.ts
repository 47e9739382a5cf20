import {
  addWorkingDays,
  dateIn,
  dateOfDay,
  dayOfDate,
  type LocalDate,
  type WorkingCalendar,
} from '@jinlin/calendar';

/** Article 33 of the People's Mediation Law. */
const DAYS = 30;

/**
 * The last day on which parties may apply. The day on which the agreement took effect does not count, and a term that
 * would end on a holiday ends on the next working day (articles 201 and 203 of the Civil Code).
 */
export function confirmableUntil(effectiveAt: Date, calendar: WorkingCalendar): LocalDate {
  const thirtieth = dayOfDate(dateIn(effectiveAt)) + DAYS;
  return addWorkingDays(calendar, dateOfDay(thirtieth - 1), 1);
}
