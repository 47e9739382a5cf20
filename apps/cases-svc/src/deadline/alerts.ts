import {
  addWorkingMinutes,
  dayOfDate,
  deadlineOf,
  instantOf,
  type TimeLimit,
  type WorkingCalendar,
  workingMinutesBetween,
} from '@jinlin/calendar';
import type { Case } from '../case/case.entity';
import type { CaseAlert } from '../generated/graphql';

/** What the clock says of a case, and when. */
export interface Alert {
  alert: CaseAlert;
  at: Date;
}

/** What a locality wants its units told, and after how long. */
export interface Supervision {
  ruleVersion: string;
  warnAtPercent: number;
  ladder: readonly { level: 'REMINDER' | 'SUPERVISION' | 'CIRCULAR'; after: TimeLimit }[];
}

/** What it follows from. */
export type Watched = Pick<
  Case,
  | 'state'
  | 'alerts'
  | 'responsibleUnitId'
  | 'dispatchedAt'
  | 'deadlineSetAt'
  | 'dueAt'
  | 'handledAt'
  | 'closedAt'
  | 'reviewOn'
>;

const DAY = 86_400_000;

/** What the clock has still to say of a case if nothing happens to it, soonest first. */
export function alertsAhead(
  row: Watched,
  calendar: WorkingCalendar,
  { warnAtPercent, ladder }: Supervision,
  sign: TimeLimit,
): Alert[] {
  const { state, alerts, dispatchedAt, deadlineSetAt, dueAt, handledAt, closedAt, reviewOn } = row;
  const untold = (list: Alert[]) =>
    list.filter(({ alert }) => !alerts.includes(alert)).sort((a, b) => a.at.getTime() - b.at.getTime());

  if (reviewOn) return untold([{ alert: 'HOLD_REVIEW', at: instantOf(dayOfDate(reviewOn), 0) }]);
  if (!dispatchedAt || !deadlineSetAt || !dueAt || handledAt || closedAt) return [];

  // The clock runs in both, so they are known.
  const after = (from: Date, limit: TimeLimit) => deadlineOf(limit, from, [], calendar).dueAt!;
  return untold([
    ...(state === 'DISPATCHED' ? [{ alert: 'SIGN_OVERDUE' as const, at: after(dispatchedAt, sign) }] : []),
    { alert: 'WARNING', at: partOf(calendar, deadlineSetAt, dueAt, warnAtPercent / 100) },
    { alert: 'OVERDUE', at: dueAt },
    ...ladder.map(({ level, after: late }) => ({ alert: level, at: after(dueAt, late) })),
  ]);
}

/** When a share of a span is over: of the time worked in it, or of its hours when it is shorter than a day. */
function partOf(calendar: WorkingCalendar, from: Date, until: Date, share: number): Date {
  const span = until.getTime() - from.getTime();
  return span < DAY
    ? new Date(from.getTime() + span * share)
    : addWorkingMinutes(calendar, from, Math.floor(workingMinutesBetween(calendar, from, until) * share));
}
