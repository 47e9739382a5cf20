export type { Holiday, HolidayTable, WorkingCalendar, WorkingPeriod } from './calendar';
export {
  addWorkingDays,
  addWorkingMinutes,
  isWorkday,
  workingCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar';
export { china } from './china';
export {
  addMonths,
  asClock,
  dateIn,
  dateOfDay,
  dayAndTime,
  dayOfDate,
  instantOf,
  type LocalDate,
} from './dates';
export { type Deadline, deadlineOf, type Pause, type Step, type TimeLimit, type TimeUnit } from './deadline';
