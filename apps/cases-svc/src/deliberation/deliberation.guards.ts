import { type Act, type Change, type Move, take } from '@jinlin/acts';
import { asClock } from '@jinlin/calendar';
import { type AnyRefusal, actionNotAllowed, refusal, say } from '@jinlin/graphql';
import type { DeliberationProcedure } from '@jinlin/profile';
import type { Context } from '../context';
import type { DeliberationAction } from '../generated/graphql';
import { Mediation } from '../mediation/mediation.entity';
import { Vote } from '../vote/vote.entity';
import type { Deliberation } from './deliberation.entity';
import { deliberationLife } from './deliberation.life';
import { deliberationStates } from './deliberation.states';
import { stepAfter } from './procedure';

type Step = DeliberationProcedure['steps'][number];

/** The procedure by which something was proposed. Profiles add versions and take none away, so there is one. */
export function procedureOf(
  { localities }: Context,
  { localityCode, procedure, proposedAt }: Deliberation,
): DeliberationProcedure {
  const known = localities.named(localityCode).procedure(procedure, proposedAt);
  if (known) return known;
  throw new Error(`The profile of ${localityCode} has lost its procedure ${procedure}.`);
}

/** Takes the step that the procedure has next, or is refused; the last step ends the deliberation. */
export const takeStep = <No extends AnyRefusal = never>(
  ctx: Context,
  taking: Act,
  { id, action, unless }: Move<Deliberation, Step['step'] & DeliberationAction, No>,
  change: (row: Deliberation) => Change<Deliberation> = () => ({}),
) =>
  take(
    taking,
    deliberationLife,
    {
      id,
      action,
      unless: async (row) => (await unready(ctx, taking, row, action)) ?? (await unless?.(row)) ?? null,
    },
    (row) => {
      const { set, ...grounds } = change(row);
      const isLast = !stepAfter(procedureOf(ctx, row), deliberationStates.next(row.state, action)!);
      const { ruleVersion } = row;
      return { set: { ...set, ...(isLast && { endedAt: ctx.now }) }, ruleVersion, ...grounds };
    },
  );

/** What stands against a step now: a dispute, the order of the procedure, or something that still hangs out. */
export async function unready(ctx: Context, acting: Act, row: Deliberation, action: DeliberationAction) {
  const dispute = await disputeUnderWay(acting, row);
  if (dispute) return dispute;
  if (stepAfter(procedureOf(ctx, row), row.state)?.step !== action) {
    return actionNotAllowed(ctx, action, row.state);
  }
  return row.hangsUntil && ctx.now < row.hangsUntil ? publicityNotOver(ctx, row.hangsUntil) : null;
}

/** The refusal of whatever has to wait for mediation; null when nothing has. */
export async function disputeUnderWay(acting: Act, { id, isInDispute }: Deliberation) {
  return isInDispute ? disputeOf(acting, await mediationsOf(acting, id)) : null;
}

/** The mediations that its disputes were handed over to. */
export const mediationsOf = ({ tx }: Act, deliberationId: string) => tx.findBy(Mediation, { deliberationId });

export const disputeOf = (acting: Act, mediations: Mediation[]) =>
  refusal(
    'DisputeUnderWay',
    'DISPUTE_UNDER_WAY',
    say(acting, {
      en: 'A dispute over it is with mediation; nothing goes on before it is over.',
      zh: '纠纷正在调解中，调解结束前不得继续。',
    }),
    { mediations },
  );

/** The refusal of whatever has to wait for a vote; null when none is under way. */
export async function voteUnderWay(acting: Act, deliberationId: string) {
  const vote = await acting.tx.findOneBy(Vote, { deliberationId, state: 'OPEN' });
  if (!vote) return null;
  return refusal(
    'VoteUnderWay',
    'VOTE_UNDER_WAY',
    say(acting, {
      en: 'A vote on it is under way; close it or call it off first.',
      zh: '表决正在进行，请先计票或取消表决。',
    }),
    { vote },
  );
}

const publicityNotOver = (ctx: Context, until: Date) =>
  refusal(
    'PublicityNotOver',
    'PUBLICITY_NOT_OVER',
    say(ctx, { en: `It hangs out until ${asClock(until)}.`, zh: `公示期至 ${asClock(until)}。` }),
    { until },
  );

export const noVoice = (ctx: Context) =>
  refusal(
    'NoVoice',
    'NO_VOICE',
    say(ctx, {
      en: 'You have no say in this: you are not on its roll, or do not live there.',
      zh: '您不在名册上或不是当地居民，不能参加。',
    }),
    {},
  );

export const saidAlready = (ctx: Context) =>
  refusal(
    'SaidAlready',
    'SAID_ALREADY',
    say(ctx, { en: 'Everybody says it once; you have.', zh: '每人一次，您已参加。' }),
    {},
  );
