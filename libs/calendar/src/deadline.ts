import {
  closeOf,
  type WorkingCalendar,
  whenWorked,
  workdayAfter,
  workdaysBefore,
  workedUntil,
} from './calendar';
import { asClock, dateIn, dayAndTime } from './dates';

/** How a span of time is counted. Calendar days are of 24 hours; working days end when work ends. */
export type TimeUnit = 'MINUTES' | 'HOURS' | 'CALENDAR_DAYS' | 'WORKING_HOURS' | 'WORKING_DAYS';

/** How long something may take. The amount is above zero. */
export interface TimeLimit {
  amount: number;
  unit: TimeUnit;
}

/** A time in which the clock stands still. It still does while `until` is null. */
export interface Pause {
  from: Date;
  until: Date | null;
}

/** One line of the reckoning, for people. */
export interface Step {
  zh: string;
  en: string;
}

export interface Deadline {
  /** Null while the clock stands still. */
  dueAt: Date | null;
  pausedSince: Date | null;
  /** Reckoned over days whose holidays have not been published, by the rule of the week alone. */
  provisional: boolean;
  /** How it was reckoned, line by line. */
  readonly steps: Step[];
}

/**
 * When something is due that was started at `startedAt`. Working days count from the day after the start; a day at
 * whose close the clock stands still does not count.
 */
export function deadlineOf(
  limit: TimeLimit,
  startedAt: Date,
  pauses: readonly Pause[],
  calendar: WorkingCalendar,
): Deadline {
  if (!(limit.amount > 0)) throw new RangeError(`A time limit is above zero, not ${limit.amount}.`);

  const clock = clockOf(limit.unit, calendar);
  const stood: Pause[] = [];
  let counted = clock.start(startedAt);
  let left = limit.amount * clock.perUnit;
  let dueAt = clock.due(counted, left);

  for (const pause of merged(pauses, startedAt)) {
    if (dueAt <= pause.from) break;
    stood.push(pause);
    if (!pause.until) break;

    left -= clock.spent(counted, pause.from);
    counted = clock.resume(counted, pause.until);
    dueAt = clock.due(counted, left);
  }

  const last = stood.at(-1);
  const pausedSince = last?.until === null ? last.from : null;
  const reckoned = { limit, startedAt, stood, calendar, dueAt: pausedSince ? null : dueAt };
  return {
    dueAt: reckoned.dueAt,
    pausedSince,
    provisional: isProvisional(reckoned),
    get steps() {
      return stepsOf(reckoned);
    },
  };
}

/** One way of counting time: a position on it is a number, of milliseconds or of days. */
interface Clock {
  perUnit: number;
  start: (at: Date) => number;
  due: (counted: number, left: number) => Date;
  spent: (counted: number, pausedAt: Date) => number;
  resume: (counted: number, resumedAt: Date) => number;
}

const minute = 60_000;

function clockOf(unit: TimeUnit, calendar: WorkingCalendar): Clock {
  switch (unit) {
    case 'MINUTES':
      return elapsed(minute);
    case 'HOURS':
      return elapsed(60 * minute);
    case 'CALENDAR_DAYS':
      return elapsed(24 * 60 * minute);
    case 'WORKING_HOURS':
      return worked(60 * minute, calendar);
    case 'WORKING_DAYS':
      return workedDays(calendar);
  }
}

const elapsed = (perUnit: number): Clock => ({
  perUnit,
  start: (at) => at.getTime(),
  due: (counted, left) => new Date(counted + left),
  spent: (counted, pausedAt) => pausedAt.getTime() - counted,
  resume: (_, resumedAt) => resumedAt.getTime(),
});

const worked = (perUnit: number, calendar: WorkingCalendar): Clock => ({
  perUnit,
  start: (at) => workedUntil(calendar, at),
  due: (counted, left) => whenWorked(calendar, counted + left),
  spent: (counted, pausedAt) => workedUntil(calendar, pausedAt) - counted,
  resume: (_, resumedAt) => workedUntil(calendar, resumedAt),
});

/** The position is the last day that does not count any more. */
const workedDays = (calendar: WorkingCalendar): Clock => ({
  perUnit: 1,
  start: (at) => dayAndTime(at).day,
  due: (counted, left) => closeOf(calendar, workdayAfter(calendar, counted, left)),
  spent: (counted, pausedAt) =>
    Math.max(0, workdaysBefore(calendar, dayAndTime(pausedAt).day) - workdaysBefore(calendar, counted + 1)),
  resume: (counted, resumedAt) => {
    const { day } = dayAndTime(resumedAt);
    return Math.max(counted, resumedAt < closeOf(calendar, day) ? day - 1 : day);
  },
});

/** The pauses after the start, in order; those that touch are one. */
function merged(pauses: readonly Pause[], startedAt: Date): Pause[] {
  const inOrder = pauses
    .map(({ from, until }) => ({ from: from < startedAt ? startedAt : from, until }))
    .filter(({ from, until }) => !until || until > from)
    .sort((a, b) => a.from.getTime() - b.from.getTime());

  const apart: Pause[] = [];
  for (const pause of inOrder) {
    const last = apart.at(-1);
    if (!last || (last.until && last.until < pause.from)) apart.push({ ...pause });
    else if (last.until && (!pause.until || pause.until > last.until)) last.until = pause.until;
  }
  return apart;
}

interface Reckoned {
  limit: TimeLimit;
  startedAt: Date;
  stood: Pause[];
  calendar: WorkingCalendar;
  dueAt: Date | null;
}

const countsWork = ({ unit }: TimeLimit) => unit === 'WORKING_HOURS' || unit === 'WORKING_DAYS';

/** The days over which a deadline was reckoned, the last one as far as it is known. */
const daysOf = ({ startedAt, stood, dueAt }: Reckoned) => ({
  from: dateIn(startedAt),
  to: dateIn(dueAt ?? stood.at(-1)?.from ?? startedAt),
});

function isProvisional(reckoned: Reckoned): boolean {
  const { from, to } = daysOf(reckoned);
  const { publishedFrom, publishedUntil } = reckoned.calendar.table;
  return countsWork(reckoned.limit) && (from < publishedFrom || to > publishedUntil);
}

function stepsOf(reckoned: Reckoned): Step[] {
  const { limit, startedAt, stood, calendar, dueAt } = reckoned;
  return [
    startStep(limit, startedAt),
    ...stood.map(pauseStep),
    ...(countsWork(limit) ? holidaySteps(reckoned) : []),
    ...(isProvisional(reckoned) ? [unpublishedStep(calendar)] : []),
    ...(dueAt ? [{ zh: `${asClock(dueAt)}到期。`, en: `Due ${asClock(dueAt)}.` }] : []),
  ];
}

const unitNames: Record<TimeUnit, { zh: string; en: string }> = {
  MINUTES: { zh: '分钟', en: 'minutes' },
  HOURS: { zh: '小时', en: 'hours' },
  CALENDAR_DAYS: { zh: '个自然日', en: 'calendar days' },
  WORKING_HOURS: { zh: '个工作小时', en: 'working hours' },
  WORKING_DAYS: { zh: '个工作日', en: 'working days' },
};

const startStep = ({ amount, unit }: TimeLimit, startedAt: Date): Step => ({
  zh: `自${asClock(startedAt)}起，${amount}${unitNames[unit].zh}。`,
  en: `${amount} ${unitNames[unit].en} from ${asClock(startedAt)}.`,
});

const pauseStep = ({ from, until }: Pause): Step =>
  until
    ? {
        zh: `${asClock(from)}至${asClock(until)}暂停计时。`,
        en: `The clock stood still from ${asClock(from)} to ${asClock(until)}.`,
      }
    : { zh: `自${asClock(from)}起暂停计时。`, en: `The clock stands still since ${asClock(from)}.` };

/** The holidays that lie in between, and the weekend days that count in return. */
function holidaySteps(reckoned: Reckoned): Step[] {
  const { from, to } = daysOf(reckoned);
  const { holidays } = reckoned.calendar.table;

  const free = holidays
    .filter((holiday) => holiday.from <= to && holiday.to >= from)
    .map(({ name, ...holiday }) => ({
      zh: `${holiday.from}至${holiday.to}${name.zh}放假，不计。`,
      en: `${name.en}, ${holiday.from} to ${holiday.to}, does not count.`,
    }));
  const workedInReturn = holidays.flatMap(({ name, workedInReturn }) =>
    workedInReturn
      .filter((date) => date >= from && date <= to)
      .map((date) => ({
        zh: `${date}因${name.zh}调休上班，计入。`,
        en: `${date} counts: it is worked in return for ${name.en}.`,
      })),
  );
  return [...free, ...workedInReturn];
}

const unpublishedStep = ({ table }: WorkingCalendar): Step => ({
  zh: `节假日安排公布至${table.publishedUntil}，其余日期按周末推算，期限为暂定。`,
  en: `Holidays are published from ${table.publishedFrom} to ${table.publishedUntil}; beyond that the deadline is provisional.`,
});
