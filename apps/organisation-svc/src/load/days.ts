import { dateOfDay, dayOfDate } from '@jinlin/calendar';

/** The day so many days before another; after it, of fewer than none. */
export const before = (day: string, days: number) => dateOfDay(dayOfDate(day) - days);
