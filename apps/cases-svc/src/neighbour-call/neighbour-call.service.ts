import { type Act, act, begin, take } from '@jinlin/acts';
import { blank } from '@jinlin/graphql';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import { caseStates } from '../case/case.states';
import type { Context } from '../context';
import type {
  AnswerNeighbourCallInput,
  FinishNeighbourCallInput,
  PassOnNeighbourCallInput,
} from '../generated/graphql';
import type { Localities } from '../locality';
import { NeighbourCall } from './neighbour-call.entity';
import { neighbourCallLife } from './neighbour-call.life';

export const answerNeighbourCall = (ctx: Context, input: AnswerNeighbourCallInput) =>
  act(ctx, NeighbourCall, 'answerNeighbourCall', input, (answering) =>
    take(answering, neighbourCallLife, { id: input.id, action: 'ANSWER' }, ({ rung }) => ({
      set: { answeredAt: ctx.now, risesAt: null },
      facts: { rung },
    })),
  );

export const passOnNeighbourCall = (ctx: Context, input: PassOnNeighbourCallInput) =>
  act(ctx, NeighbourCall, 'passOnNeighbourCall', input, async (passing) => {
    const fault = blank(ctx, 'reason', input.reason);
    return fault ?? rise(passing, ctx.localities, input.id, input.reason.trim());
  });

export const finishNeighbourCall = (ctx: Context, input: FinishNeighbourCallInput) =>
  act(ctx, NeighbourCall, 'finishNeighbourCall', input, async (finishing) => {
    const { id, result } = input;
    const finished = await take(
      finishing,
      neighbourCallLife,
      { id, action: 'FINISH', unless: () => blank(ctx, 'result', result) },
      () => ({ set: { result: result.trim(), endedAt: ctx.now } }),
    );
    if (finished instanceof NeighbourCall) await resolveCase(finishing, finished);
    return finished;
  });

/** Rings the first rung for a case that came in through a channel with a ladder; nothing for any other. */
export async function ringFor(opening: Act, localities: Localities, { id, localityCode, channel }: Case) {
  const ladder = localities.named(localityCode).callLadder(channel, opening.now);
  if (!ladder) return;

  await begin(
    opening,
    neighbourCallLife,
    'RING',
    {
      caseId: id,
      localityCode,
      channel,
      state: 'RINGING',
      rung: 0,
      risesAt: ladder.risesAt(0, opening.now),
      ruleVersion: ladder.ruleVersion,
      startedAt: opening.now,
    },
    { ruleVersion: ladder.ruleVersion },
  );
}

/** Takes a call to the next rung; after the last one nobody is left, and the case goes its usual way. */
export async function rise(rising: Act, localities: Localities, id: string, reason?: string) {
  const call = await rising.tx.findOneBy(NeighbourCall, { id });
  const ladder = call && localities.named(call.localityCode).callLadder(call.channel, call.startedAt);
  const isLast = ladder !== null && call !== null && call.rung >= ladder.rungs.length - 1;

  return take(rising, neighbourCallLife, { id, action: isLast ? 'GIVE_UP' : 'RISE' }, ({ rung }) => ({
    set: isLast
      ? { risesAt: null, endedAt: rising.now }
      : { rung: rung + 1, risesAt: ladder?.risesAt(rung + 1, rising.now) ?? null },
    reason,
    facts: { rung },
  }));
}

/** What neighbours have settled needs no department, unless somebody has taken it further already. */
async function resolveCase(finishing: Act, { caseId: id, result }: NeighbourCall) {
  const row = await finishing.tx.findOneByOrFail(Case, { id });
  if (row.state === 'RECEIVED') await take(finishing, caseLife, { id, action: 'REGISTER' });
  if (row.state !== 'RECEIVED' && !caseStates.next(row.state, 'RESOLVE_ON_SITE')) return;

  await take(finishing, caseLife, { id, action: 'RESOLVE_ON_SITE' }, () => ({
    set: { outcome: 'RESOLVED' as const, isResolvedOnSite: true, reply: result, handledAt: finishing.now },
  }));
}
