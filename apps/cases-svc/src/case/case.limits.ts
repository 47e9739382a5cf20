import { asClock } from '@jinlin/calendar';
import { refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Case } from './case.entity';

/** The first receiver keeps responsibility (首接负责制): a case goes back only as often as the rule allows. */
export function returnedTooOften(ctx: Context, { localityCode, returnCount }: Case) {
  const limit = ctx.localities.named(localityCode).timesGivenBackAtMost(ctx.now);
  if (returnCount < limit) return null;
  return refusal(
    'ReturnLimitReached',
    'RETURN_LIMIT_REACHED',
    say(ctx, {
      en: `The case was given back ${limit} time(s) already; this unit keeps it.`,
      zh: `该工单已退回 ${limit} 次，由本单位负责到底。`,
    }),
    { limit },
  );
}

/** A unit makes up its mind early: what it does not give back in time it keeps. */
export function returnedTooLate(ctx: Context, { localityCode, dispatchedAt }: Case) {
  const until = dispatchedAt && ctx.localities.named(localityCode).mayGiveBackUntil(dispatchedAt);
  if (!until || ctx.now <= until) return null;
  return refusal(
    'ReturnTooLate',
    'RETURN_TOO_LATE',
    say(ctx, {
      en: `A case is given back by ${asClock(until)} or not at all; this unit keeps it.`,
      zh: `退单须在${asClock(until)}前提出；逾期由本单位负责到底。`,
    }),
    { until },
  );
}

/** Whoever asked is called as often as the rule wants before their return visit is given up. */
export function visitedTooSeldom(ctx: Context, { localityCode, missedVisits: missed }: Case) {
  const atLeast = ctx.localities.named(localityCode).timesVisitedAtLeast(ctx.now);
  if (missed >= atLeast) return null;
  return refusal(
    'VisitsTooFew',
    'VISITS_TOO_FEW',
    say(ctx, {
      en: `The return visit was tried ${missed} time(s); it may be given up after ${atLeast}.`,
      zh: `已尝试回访 ${missed} 次，满 ${atLeast} 次仍未接通方可结束回访。`,
    }),
    { missed, atLeast },
  );
}

/** A case is reopened only as often as the rule allows; then another is opened. */
export function reopenedTooOften(ctx: Context, { localityCode, reopenCount }: Case) {
  const limit = ctx.localities.named(localityCode).timesReopenedAtMost(ctx.now);
  if (reopenCount < limit) return null;
  return refusal(
    'ReopenLimitReached',
    'REOPEN_LIMIT_REACHED',
    say(ctx, {
      en: `The case was reopened ${limit} time(s) already; close it, or open a new one.`,
      zh: `该工单已重办 ${limit} 次；请办结或另立新单。`,
    }),
    { limit },
  );
}
