import { asClock } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Case } from '../case/case.entity';
import type { Context } from '../context';
import { reckon, termsOf } from './terms';

/** By when a case is due; null before dispatch. */
export function deadlineOfCase(row: Case, now: Date) {
  const { dispatchedAt, dueAt, handledAt, heldSince, closedAt, isDeadlineProvisional, deadlineRule } = row;
  return dispatchedAt && dueAt && deadlineRule
    ? {
        case: row,
        startedAt: dispatchedAt,
        dueAt,
        pausedSince: heldSince,
        isBreached: (handledAt ?? heldSince ?? closedAt ?? now) > dueAt,
        isProvisional: isDeadlineProvisional,
        ruleVersion: deadlineRule,
        extensionCount: row.extensionCount,
      }
    : null;
}

/** A deadline together with the case that it belongs to, from which its explanation follows. */
export type CaseDeadline = NonNullable<ReturnType<typeof deadlineOfCase>>;

/** How a deadline was reached, line by line, recomputed from the history. */
export async function explanation(ctx: Context, row: Case): Promise<string[]> {
  const terms = termsOf(await ctx.load.told.load(row.id));
  if (!terms) return [];

  const reckoned = reckon(terms, ctx.localities.named(row.localityCode).calendar(terms.startedAt));
  const rules = [terms.ruleVersion, ...terms.extensions.map(({ ruleVersion }) => ruleVersion)];
  const lines = reckoned.flatMap(({ steps }, i) => [
    say(ctx, i === 0 ? underRule(rules[i]) : extendedUnder(i, rules[i])),
    ...steps.map((step) => say(ctx, step)),
  ]);
  const dueAt = reckoned.at(-1)!.dueAt;
  const moved = dueAt && dueAt.getTime() !== terms.decided.getTime();
  return moved ? [...lines, say(ctx, stands(terms.decided))] : lines;
}

const underRule = (rule: string | null | undefined) => ({
  en: `By the rule ${rule ?? 'of the day'}:`,
  zh: `依据规则 ${rule ?? '当日规则'}：`,
});

const extendedUnder = (count: number, rule: string | null | undefined) => ({
  en: `Extension ${count}, by the rule ${rule ?? 'of the day'}:`,
  zh: `第 ${count} 次延期，依据规则 ${rule ?? '当日规则'}：`,
});

const stands = (decided: Date) => ({
  en: `The calendar has changed since; what was decided stands: due ${asClock(decided)}.`,
  zh: `其后日历有调整；以原决定为准：${asClock(decided)}到期。`,
});
