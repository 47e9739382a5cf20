import { type Act, act, take } from '@jinlin/acts';
import { dateIn, dayOfDate, instantOf } from '@jinlin/calendar';
import { blank, invalidInput, refusal, say } from '@jinlin/graphql';
import type { HistoryEntry } from '@jinlin/history';
import { elsewhere, notHeld } from '../case/case.desk';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { ExtendCaseInput, HoldCaseInput, ResumeCaseInput } from '../generated/graphql';
import { reckon, type Terms, termsOf } from './terms';

export const extendCase = (ctx: Context, input: ExtendCaseInput) =>
  act(ctx, Case, 'extendCase', input, (extending) =>
    take(
      extending,
      caseLife,
      {
        id: input.id,
        action: 'EXTEND',
        unless: (row) =>
          elsewhere(extending)(row) ??
          blank(ctx, 'reason', input.reason) ??
          extendedTooOften(ctx, row) ??
          passed(ctx, row),
      },
      async (row) => {
        const { each, ruleVersion } = ctx.localities.named(row.localityCode).extensions(ctx.now);
        const terms = await termsNow(ctx, extending, row);
        const extended = { ...terms, extensions: [...terms.extensions, { limit: each, ruleVersion }] };
        const { dueAt, isDeadlineProvisional } = due(ctx, row, extended);
        return {
          set: {
            ...watched(ctx, row, { dueAt, isDeadlineProvisional }),
            extensionCount: row.extensionCount + 1,
          },
          reason: input.reason.trim(),
          ruleVersion,
          facts: { limit: each, dueAt, was: row.dueAt },
        };
      },
    ),
  );

export const holdCase = (ctx: Context, input: HoldCaseInput) =>
  act(ctx, Case, 'holdCase', input, (holding) => {
    const { id, kind, reviewOn, reason } = input;
    return take(
      holding,
      caseLife,
      {
        id,
        action: 'HOLD',
        unless: () => blank(ctx, 'reason', reason) ?? (reviewOn > dateIn(ctx.now) ? null : reviewIsPast(ctx)),
      },
      ({ alerts }) => ({
        set: {
          heldSince: ctx.now,
          holdKind: kind,
          reviewOn,
          alerts: alerts.filter((alert) => alert !== 'HOLD_REVIEW'),
          nextAlertAt: instantOf(dayOfDate(reviewOn), 0),
        },
        reason: reason.trim(),
        facts: { kind, reviewOn },
      }),
    );
  });

export const resumeCase = (ctx: Context, input: ResumeCaseInput) =>
  act(ctx, Case, 'resumeCase', input, (resuming) =>
    take(resuming, caseLife, { id: input.id, action: 'RESUME' }, async (row) => {
      const terms = await termsNow(ctx, resuming, row);
      const rested = terms.pauses.map(({ from, until }) => ({ from, until: until ?? ctx.now }));
      const { dueAt, isDeadlineProvisional } = due(ctx, row, { ...terms, pauses: rested });
      return {
        set: watched(ctx, row, { ...notHeld, dueAt, isDeadlineProvisional }),
        reason: input.reason,
        facts: { dueAt },
      };
    }),
  );

/** A deadline that was just set: the clock begins anew to watch over what lies ahead, and what is over stays said. */
function watched(ctx: Context, row: Case, set: Partial<Case> & { dueAt: Date }): Partial<Case> {
  const anew = {
    ...set,
    deadlineSetAt: ctx.now,
    alerts: set.dueAt > ctx.now ? [] : row.alerts,
  };
  const rules = ctx.localities.named(row.localityCode);
  return { ...anew, nextAlertAt: rules.nextAlertAt({ ...row, ...anew }) };
}

/** By when a case is due on these terms, on the calendar of the day on which its clock began. */
function due(ctx: Context, { localityCode }: Case, terms: Terms) {
  const reckoned = reckon(terms, ctx.localities.named(localityCode).calendar(terms.startedAt));
  return {
    // The clock runs, so the deadline is known.
    dueAt: reckoned.at(-1)!.dueAt!,
    isDeadlineProvisional: reckoned.some(({ provisional }) => provisional),
  };
}

/** The terms as the history tells them; of cases dispatched before limits were told, as the rule would have it. */
async function termsNow(ctx: Context, { tx }: Act, row: Case): Promise<Terms> {
  const entries: { entry: HistoryEntry & { at: string } }[] = await tx.query(
    'select entry from history where record_id = $1 order by sequence',
    [row.id],
  );
  const told = termsOf(entries.map(({ entry }) => ({ ...entry, at: new Date(entry.at) })));
  if (told) return told;

  const { limit } = ctx.localities.named(row.localityCode).deadline(row, row.dispatchedAt!);
  return {
    startedAt: row.dispatchedAt!,
    limit,
    ruleVersion: row.deadlineRule,
    extensions: [],
    pauses: [],
    decided: row.dueAt!,
  };
}

function extendedTooOften(ctx: Context, { localityCode, extensionCount }: Case) {
  const { atMost: limit } = ctx.localities.named(localityCode).extensions(ctx.now);
  if (extensionCount < limit) return null;
  return refusal(
    'ExtensionLimitReached',
    'EXTENSION_LIMIT_REACHED',
    say(ctx, {
      en: `The case was extended ${limit} time(s) already, as often as the rule allows.`,
      zh: `该工单已延期 ${limit} 次，达到规定上限。`,
    }),
    { limit },
  );
}

function passed(ctx: Context, { dueAt }: Case) {
  if (!dueAt || ctx.now <= dueAt) return null;
  return refusal(
    'DeadlinePassed',
    'DEADLINE_PASSED',
    say(ctx, {
      en: 'The case is overdue; an extension comes before that.',
      zh: '工单已超期，延期须在到期前申请。',
    }),
    { dueAt },
  );
}

const reviewIsPast = (ctx: Context) =>
  invalidInput(ctx, 'reviewOn', { en: '"reviewOn" must lie ahead.', zh: '复核日期必须晚于今天。' });
