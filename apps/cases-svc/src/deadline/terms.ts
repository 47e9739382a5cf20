import {
  type Deadline,
  deadlineOf,
  type Pause,
  type TimeLimit,
  type WorkingCalendar,
} from '@jinlin/calendar';

/** An entry of a case's history, as far as its deadline follows from it. */
export interface Told {
  action: string;
  at: Date;
  ruleVersion?: string | null | undefined;
  facts?: Record<string, unknown> | undefined;
}

/** What the deadline of a case follows from: when it was dispatched, how long that gave, what was added, when it rested. */
export interface Terms {
  startedAt: Date;
  limit: TimeLimit;
  ruleVersion: string | null;
  extensions: { limit: TimeLimit; ruleVersion: string | null }[];
  pauses: Pause[];
  /** What was decided last. What became of the rules or the calendar since does not change it. */
  decided: Date;
}

/** The terms of the case's last dispatch, or null when it is with no unit. Each fact is as it was decided at the time. */
export function termsOf(history: readonly Told[]): Terms | null {
  let terms: Terms | null = null;
  for (const told of history) {
    if (told.action === 'DISPATCH') terms = dispatched(told);
    else if (told.action === 'RETURN' || told.action === 'REOPEN') terms = null;
    else if (terms) follow(terms, told);
  }
  return terms;
}

/** When it is due by these terms: the limit, and each extension from where the one before ends. The last one counts. */
export function reckon(
  { startedAt, limit, extensions, pauses }: Terms,
  calendar: WorkingCalendar,
): Deadline[] {
  const reckoned = [deadlineOf(limit, startedAt, pauses, calendar)];
  for (const { limit: more } of extensions) {
    const { dueAt } = reckoned.at(-1)!;
    if (dueAt) reckoned.push(deadlineOf(more, dueAt, pauses, calendar));
  }
  return reckoned;
}

/** Cases that were dispatched before limits were told have no terms; what was decided for them stands unexplained. */
function dispatched({ at, facts, ruleVersion }: Told): Terms | null {
  const { limit, dueAt } = (facts ?? {}) as { limit?: TimeLimit; dueAt?: string };
  if (!limit || !dueAt) return null;
  const decided = new Date(dueAt);
  return { startedAt: at, limit, ruleVersion: ruleVersion ?? null, extensions: [], pauses: [], decided };
}

function follow(terms: Terms, { action, at, facts, ruleVersion }: Told) {
  const { limit, dueAt } = (facts ?? {}) as { limit?: TimeLimit; dueAt?: string };
  if (action === 'EXTEND' && limit) terms.extensions.push({ limit, ruleVersion: ruleVersion ?? null });
  if (action === 'HOLD') terms.pauses.push({ from: at, until: null });
  if (action === 'RESUME') terms.pauses.at(-1)!.until = at;
  if (dueAt) terms.decided = new Date(dueAt);
}
