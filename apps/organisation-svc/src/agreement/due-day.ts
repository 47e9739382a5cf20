import { addWorkingDays, isWorkday, type WorkingCalendar } from '@jinlin/calendar';

/** What a commitment is wanted by: a day, or some working days. */
export interface Wanted {
  workingDays: number | null;
  wantedOn: string | null;
}

/** The last day to keep a commitment that was signed for on a day: always one on which people work. */
export const dueDay = (calendar: WorkingCalendar, { workingDays, wantedOn }: Wanted, signedOn: string) =>
  wantedOn === null ? addWorkingDays(calendar, signedOn, workingDays!) : workdayFrom(calendar, wantedOn);

/** The day itself, or the next on which people work (节假日顺延). */
export const workdayFrom = (calendar: WorkingCalendar, day: string) =>
  isWorkday(calendar, day) ? day : addWorkingDays(calendar, day, 1);
