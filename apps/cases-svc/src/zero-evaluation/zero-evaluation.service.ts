import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type { EvaluateZerosInput, ReviseZeroEvaluationInput } from '../generated/graphql';
import { areaInReach, outOfRange } from '../guards';
import { ZeroEvaluation } from './zero-evaluation.entity';
import { zeroEvaluationLife } from './zero-evaluation.life';

const BEST_SCORE = 100;

export const evaluateZeros = (ctx: Context, input: EvaluateZerosInput) =>
  act(ctx, ZeroEvaluation, 'evaluateZeros', input, async (evaluating) => {
    const { areaId, year, score, remark } = input;
    const area = await areaInReach(evaluating, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (area.path === ctx.scope.areaPath) return ownArea(ctx);
    const misfit = outOfRange(ctx, 'score', score, 0, BEST_SCORE);
    if (misfit) return misfit;
    if (year < 2000 || year > Number(dateIn(ctx.now).slice(0, 4))) return yetToBegin(ctx);
    if (await isEvaluated(evaluating, areaId, year)) return evaluatedAlready(ctx, year);

    return begin(evaluating, zeroEvaluationLife, 'EVALUATE', {
      state: 'GIVEN',
      areaId,
      areaPath: area.path,
      year,
      score,
      remark: remark?.trim() || null,
      evaluatedAt: ctx.now,
    });
  });

export const reviseZeroEvaluation = (ctx: Context, input: ReviseZeroEvaluationInput) =>
  act(ctx, ZeroEvaluation, 'reviseZeroEvaluation', input, (revising) => {
    const { id, score, reason } = input;
    return take(
      revising,
      zeroEvaluationLife,
      {
        id,
        action: 'REVISE',
        unless: ({ areaPath }) =>
          (areaPath === ctx.scope.areaPath ? ownArea(ctx) : null) ??
          outOfRange(ctx, 'score', score, 0, BEST_SCORE) ??
          blank(ctx, 'reason', reason),
      },
      ({ score: was }) => ({
        set: { score, evaluatedAt: ctx.now },
        reason: reason.trim(),
        facts: { score, was },
      }),
    );
  });

/** The lock keeps two from evaluating the same year at the same moment. */
async function isEvaluated({ tx }: Act, areaId: string, year: number) {
  await lockName(tx, `zeros ${areaId} ${year}`);
  return tx.existsBy(ZeroEvaluation, { areaId, year });
}

const ownArea = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'An area is evaluated from above, not by itself.',
    zh: '考核由上级进行，不能自评。',
  });

const yetToBegin = (ctx: Context) =>
  invalidInput(ctx, 'year', { en: 'This year has not begun.', zh: '该年度尚未开始。' });

const evaluatedAlready = (ctx: Context, year: number) =>
  invalidInput(ctx, 'year', {
    en: `${year} is evaluated already; revise that.`,
    zh: `${year} 年度已考核，请修订原考核。`,
  });
