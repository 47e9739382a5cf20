import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import {
  actionNotAllowed,
  blank,
  invalidInput,
  isRefusal,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import type { EvaluationScheme } from '@jinlin/profile';
import { Area } from '../area/area.entity';
import type { Context } from '../context';
import type {
  EvaluatorKind,
  GiveEvaluationSheetInput,
  ReviseEvaluationSheetInput,
  WithdrawEvaluationSheetInput,
} from '../generated/graphql';
import { outOfRange } from '../guards';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';
import { evaluationSheetLife } from './evaluation.life';
import { giverOf } from './giver';
import { schemeOf } from './scheme';

export const giveEvaluationSheet = (ctx: Context, input: GiveEvaluationSheetInput) =>
  act(ctx, EvaluationSheet, 'giveEvaluationSheet', input, async (giving) => {
    const { assessmentId, evaluator, domain, score } = input;
    const found = await openFor(ctx, giving, assessmentId);
    if (isRefusal(found)) return found;

    const { scheme, ...asked } = found;
    const fault =
      unknownEvaluator(ctx, scheme, evaluator) ??
      unknownDomain(ctx, scheme, domain) ??
      outOfRange(ctx, 'score', score, 0, scheme.scale) ??
      wrongVoices(ctx, evaluator, input.voices);
    if (fault) return fault;
    const giver = await giverOf(giving, evaluator, { ...asked, communityId: input.communityId ?? null });
    if (giver === null) return notFound(ctx, 'AnnualAssessment', assessmentId);
    if (isRefusal(giver)) return giver;

    const { ruleVersion } = asked.round;
    const which = { assessmentId, evaluator, evaluatorId: giver.evaluatorId, domain };
    await lockName(giving.tx, `sheet ${Object.values(which).join(' ')}`);
    const given = await giving.tx.findOneBy(EvaluationSheet, { ...which, state: 'GIVEN' });
    if (given) return alreadyGiven(ctx, given);

    return begin(
      giving,
      evaluationSheetLife,
      'GIVE',
      {
        ...which,
        ...giver,
        state: 'GIVEN',
        score,
        voices: input.voices ?? 1,
        comment: input.comment?.trim() || null,
        ruleVersion,
      },
      { ruleVersion, facts: { score } },
    );
  });

export const reviseEvaluationSheet = (ctx: Context, input: ReviseEvaluationSheetInput) =>
  act(ctx, EvaluationSheet, 'reviseEvaluationSheet', input, (revising) =>
    take(
      revising,
      evaluationSheetLife,
      {
        id: input.id,
        action: 'REVISE',
        unless: async (sheet) => {
          const found = await ownAndOpen(ctx, revising, sheet, 'REVISE');
          if (isRefusal(found)) return found;
          return (
            blank(ctx, 'reason', input.reason) ??
            outOfRange(ctx, 'score', input.score, 0, found.scheme.scale) ??
            wrongVoices(ctx, sheet.evaluator, input.voices)
          );
        },
      },
      ({ ruleVersion }) => {
        const { score, reason } = input;
        return { set: { score, voices: input.voices ?? 1 }, reason, ruleVersion, facts: { score } };
      },
    ),
  );

export const withdrawEvaluationSheet = (ctx: Context, input: WithdrawEvaluationSheetInput) =>
  act(ctx, EvaluationSheet, 'withdrawEvaluationSheet', input, (withdrawing) =>
    take(
      withdrawing,
      evaluationSheetLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (sheet) => {
          const found = await ownAndOpen(ctx, withdrawing, sheet, 'WITHDRAW');
          return isRefusal(found) ? found : blank(ctx, 'reason', input.reason);
        },
      },
      () => ({ reason: input.reason }),
    ),
  );

/** An assessment that sheets are given for; the round cannot be closed before the act is over. */
async function openFor(ctx: Context, { tx }: Act, assessmentId: string, action = 'GIVE') {
  const known = await tx.findOneBy(AnnualAssessment, { id: assessmentId });
  if (!known) return notFound(ctx, 'AnnualAssessment', assessmentId);

  const where = { id: known.roundId };
  const round = await tx.findOneOrFail(EvaluationRound, { where, lock: { mode: 'pessimistic_read' } });
  if (round.state !== 'OPEN') return actionNotAllowed(ctx, action, round.state);
  const assessment = await tx.findOneByOrFail(AnnualAssessment, { id: assessmentId });
  if (assessment.state !== 'PENDING') return actionNotAllowed(ctx, action, assessment.state);

  const area = await tx.findOneByOrFail(Area, { id: round.areaId });
  return { round, assessment, scheme: schemeOf(ctx, area, round) };
}

/** Whoever holds the round sees every sheet, and changes none but their own. */
async function ownAndOpen(ctx: Context, acting: Act, sheet: EvaluationSheet, action: string) {
  const { id, assessmentId, evaluator, evaluatorId } = sheet;
  const found = await openFor(ctx, acting, assessmentId, action);
  if (isRefusal(found)) return found;

  const communityId = evaluator === 'MASSES' ? evaluatorId : null;
  const giver = await giverOf(acting, evaluator, { ...found, communityId });
  if (giver === null || isRefusal(giver) || giver.evaluatorId !== evaluatorId) {
    return notFound(ctx, 'EvaluationSheet', id);
  }
  return found;
}

function unknownEvaluator(ctx: Listener, { evaluators }: EvaluationScheme, kind: EvaluatorKind) {
  const known = evaluators.map((each) => each.kind);
  return known.includes(kind)
    ? null
    : invalidInput(ctx, 'evaluator', {
        en: `This evaluation has no sheets of ${kind}; it has those of ${known.join(', ')}.`,
        zh: `该项评价没有 ${kind} 的评价表；现有：${known.join('、')}。`,
      });
}

function unknownDomain(ctx: Listener, { domains }: EvaluationScheme, key: string) {
  const known = domains.map((each) => each.key);
  return known.includes(key)
    ? null
    : invalidInput(ctx, 'domain', {
        en: `This evaluation has no field ${key}; it has ${known.join(', ')}.`,
        zh: `该项评价没有领域 ${key}；现有：${known.join('、')}。`,
      });
}

/** The masses speak with as many voices as were asked, everybody else with one. */
function wrongVoices(ctx: Listener, kind: EvaluatorKind, voices: number | null | undefined) {
  const isRight = kind === 'MASSES' ? (voices ?? 0) >= 1 : (voices ?? 1) === 1;
  return isRight
    ? null
    : invalidInput(ctx, 'voices', {
        en: 'Say how many residents were asked, one at least, for MASSES; leave it out for others.',
        zh: 'MASSES 须给出参评人数（至少一人）；其他评价者不填。',
      });
}

const alreadyGiven = (ctx: Listener, sheet: EvaluationSheet) =>
  refusal(
    'SheetAlreadyGiven',
    'SHEET_ALREADY_GIVEN',
    say(ctx, {
      en: `A sheet on ${sheet.domain} has been given; it can be revised as long as the round is open.`,
      zh: `已提交 ${sheet.domain} 的评价表；评定前可以修改。`,
    }),
    { sheet },
  );
