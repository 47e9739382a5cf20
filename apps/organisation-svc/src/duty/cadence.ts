import { dateOfDay, dayOfDate, isWorkday, type LocalDate, type WorkingCalendar } from '@jinlin/calendar';
import type { Duty } from '@jinlin/profile';
import type { DutyVersion } from '../locality';

/** From a day on, and before another; without that other day it goes on. */
interface Span {
  from: LocalDate;
  until: LocalDate | null;
}

/** That a duty is expected once in a stretch of days. */
export interface Expected {
  duty: Duty;
  /** 2022-07, 2022-Q3, 2022-H2, 2022; a week goes by its Monday. */
  period: string;
  from: LocalDate;
  until: LocalDate;
  /** The last working day of the stretch. */
  dueOn: LocalDate;
  ruleVersion: string;
}

export type Cadence = Duty['every'];

/**
 * Every time that a duty is expected of somebody who is in the post for a span, up to the one that today lies in. They
 * follow one another without a gap from the first day in the post; the first and the last may be cut short by it. A
 * period is held to the rule in force when it begins.
 */
export function expectedIn(
  span: Span,
  key: string,
  versions: readonly DutyVersion[],
  today: LocalDate,
  calendar: (day: LocalDate) => WorkingCalendar,
): Expected[] {
  const expected: Expected[] = [];
  const first = versions[0]?.from;
  if (!first) return expected;

  let from = versions.some((version) => version.from <= span.from) ? span.from : first;
  while (from <= today && (span.until === null || from < span.until)) {
    const begun = from;
    const version = versions.findLast((each) => each.from <= begun)!;
    const duty = version.duties.find((each) => each.key === key);
    const next = duty ? periodOf(duty.every, begun) : versions.find((each) => each.from > begun);
    if (!next) break;

    if (duty && 'until' in next) {
      const until = span.until !== null && span.until < next.until ? span.until : next.until;
      const dueOn = lastWorkingDay(calendar(begun), begun, until);
      expected.push({ duty, period: next.name, from: begun, until, dueOn, ruleVersion: version.ruleVersion });
      from = until;
    } else {
      from = next.from;
    }
  }
  return expected;
}

interface Period {
  name: string;
  from: LocalDate;
  until: LocalDate;
}

const monthsOf = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

/** The period of a cadence that a day lies in. */
export function periodOf(every: Cadence, day: LocalDate): Period {
  if (every === 'WEEK') {
    const monday = dayOfDate(day) - ((dayOfDate(day) + 3) % 7);
    return { name: dateOfDay(monday), from: dateOfDay(monday), until: dateOfDay(monday + 7) };
  }
  const months = monthsOf[every];
  const year = Number(day.slice(0, 4));
  const number = Math.floor((Number(day.slice(5, 7)) - 1) / months);
  const name = {
    MONTH: `${year}-${String(number + 1).padStart(2, '0')}`,
    QUARTER: `${year}-Q${number + 1}`,
    HALF_YEAR: `${year}-H${number + 1}`,
    YEAR: `${year}`,
  }[every];
  return { name, from: firstOf(year, number * months), until: firstOf(year, (number + 1) * months) };
}

/** The period that a name stands for, such as 2022-Q3; undefined when it stands for none. */
export function periodNamed(name: string): Period | undefined {
  const [, year, half, quarter, month] =
    /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(name) ?? [];
  if (!year) return undefined;
  if (half) return periodOf('HALF_YEAR', firstOf(Number(year), (Number(half) - 1) * 6));
  if (quarter) return periodOf('QUARTER', firstOf(Number(year), (Number(quarter) - 1) * 3));
  if (month) return periodOf('MONTH', `${year}-${month}-01`);
  return periodOf('YEAR', `${year}-01-01`);
}

/** The first day of a month that counts from 0 in a year; 12 is the next January. */
const firstOf = (year: number, month: number): LocalDate =>
  month < 12 ? `${year}-${String(month + 1).padStart(2, '0')}-01` : `${year + 1}-01-01`;

/** The last working day of a stretch; its last day where nobody works in it. */
function lastWorkingDay(calendar: WorkingCalendar, from: LocalDate, until: LocalDate): LocalDate {
  for (let day = dayOfDate(until) - 1; day >= dayOfDate(from); day--) {
    if (isWorkday(calendar, dateOfDay(day))) return dateOfDay(day);
  }
  return dateOfDay(dayOfDate(until) - 1);
}
