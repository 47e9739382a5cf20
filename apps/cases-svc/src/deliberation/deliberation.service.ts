import { type Act, act, begin, take } from '@jinlin/acts';
import { actionNotAllowed, blank, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type {
  ConcludeRatingsInput,
  EvaluateDeliberationInput,
  ExecuteDecisionInput,
  HandOverDisputeInput,
  MoveDeliberationInput,
  ProposeDeliberationInput,
  PublishDecisionInput,
  PublishResultInput,
  RateDeliberationInput,
  TakeBackDisputeInput,
  WithdrawDeliberationInput,
} from '../generated/graphql';
import { areaInReach, notListed, outOfRange, unknownCategory } from '../guards';
import { openMediation } from '../mediation/mediation.service';
import { Deliberation, DeliberationRating } from './deliberation.entity';
import {
  disputeOf,
  disputeUnderWay,
  mediationsOf,
  noVoice,
  procedureOf,
  saidAlready,
  takeStep,
  voteUnderWay,
} from './deliberation.guards';
import { deliberationLife } from './deliberation.life';
import { STATE_AFTER, stepAfter } from './procedure';

export const proposeDeliberation = (ctx: Context, input: ProposeDeliberationInput) =>
  act(ctx, Deliberation, 'proposeDeliberation', input, async (proposing) => {
    const { areaId, title, proposal, category, caseId } = input;
    const area = await areaInReach(proposing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const rules = ctx.localities.of(area.code);
    const procedure = rules.procedure(input.procedure, ctx.now);
    if (!procedure) return notListed(ctx, 'procedure', rules.procedures(ctx.now));
    const fault =
      blank(ctx, 'title', title) ?? blank(ctx, 'proposal', proposal) ?? unknownCategory(ctx, rules, category);
    if (fault) return fault;
    if (caseId && !(await proposing.tx.existsBy(Case, { id: caseId }))) return notFound(ctx, 'Case', caseId);

    const { key, ruleVersion } = procedure;
    return begin(
      proposing,
      deliberationLife,
      'PROPOSE',
      {
        localityCode: rules.code,
        state: 'PROPOSED',
        procedure: key,
        areaId,
        areaPath: area.path,
        title: title.trim(),
        proposal: proposal.trim(),
        category: category ?? null,
        caseId: caseId ?? null,
        isProvisional: false,
        disputes: [],
        isInDispute: false,
        ruleVersion,
        proposedAt: ctx.now,
      },
      { ruleVersion },
    );
  });

export const moveDeliberation = (ctx: Context, input: MoveDeliberationInput) =>
  act(ctx, Deliberation, 'moveDeliberation', input, (moving) =>
    takeStep(ctx, moving, { id: input.id, action: 'MOVE' }),
  );

export const publishDecision = (ctx: Context, input: PublishDecisionInput) =>
  act(ctx, Deliberation, 'publishDecision', input, (publishing) =>
    takeStep(ctx, publishing, { id: input.id, action: 'PUBLISH' }, (row) => ({ set: hungOut(ctx, row) })),
  );

export const executeDecision = (ctx: Context, input: ExecuteDecisionInput) =>
  act(ctx, Deliberation, 'executeDecision', input, (executing) => {
    const { id, result } = input;
    return takeStep(
      ctx,
      executing,
      { id, action: 'EXECUTE', unless: () => blank(ctx, 'result', result) },
      () => ({ set: { result: result.trim() } }),
    );
  });

export const publishResult = (ctx: Context, input: PublishResultInput) =>
  act(ctx, Deliberation, 'publishResult', input, (publishing) =>
    takeStep(ctx, publishing, { id: input.id, action: 'PUBLISH_RESULT' }, (row) => ({
      set: hungOut(ctx, row),
    })),
  );

export const rateDeliberation = (ctx: Context, input: RateDeliberationInput) =>
  act(ctx, Deliberation, 'rateDeliberation', input, async (rating) => {
    const { id, score } = input;
    const deliberation = await rating.tx.findOneBy(Deliberation, { id });
    if (!deliberation) return notFound(ctx, 'Deliberation', id);

    const { state, isInDispute } = deliberation;
    const next = stepAfter(procedureOf(ctx, deliberation), state)?.step;
    if (next !== 'EVALUATE_BY_RESIDENTS' || isInDispute) return actionNotAllowed(ctx, 'RATE', state);
    const misfit = outOfRange(ctx, 'score', score, 1, 5);
    if (misfit) return misfit;
    const { personId } = rating.actor;
    if (!personId || !(await livesThere(rating, deliberation))) return noVoice(ctx);

    const said = await rating.tx
      .createQueryBuilder()
      .insert()
      .into(DeliberationRating)
      .values({ deliberationId: id, personId, score })
      .orIgnore()
      .returning('person_id')
      .execute();
    return said.raw.length > 0 ? deliberation : saidAlready(ctx);
  });

export const concludeRatings = (ctx: Context, input: ConcludeRatingsInput) =>
  act(ctx, Deliberation, 'concludeRatings', input, async (concluding) => {
    const { id } = input;
    const ratings = await ratingsOf(concluding, id);
    return takeStep(
      ctx,
      concluding,
      {
        id,
        action: 'EVALUATE_BY_RESIDENTS',
        unless: (row) => tooFewRatings(ctx, row, ratings.ratingCount),
      },
      () => ({ set: ratings, facts: { ...ratings } }),
    );
  });

export const evaluateDeliberation = (ctx: Context, input: EvaluateDeliberationInput) =>
  act(ctx, Deliberation, 'evaluateDeliberation', input, (evaluating) => {
    const { id, score, remark } = input;
    return takeStep(
      ctx,
      evaluating,
      {
        id,
        action: 'EVALUATE_BY_ORGANISATION',
        unless: () => outOfRange(ctx, 'score', score, 1, 5),
      },
      () => ({
        set: { organisationScore: score, organisationRemark: remark?.trim() || null },
        facts: { score },
      }),
    );
  });

export const handOverDispute = (ctx: Context, input: HandOverDisputeInput) =>
  act(ctx, Deliberation, 'handOverDispute', input, async (handing) => {
    const { id, disputeType, summary, parties } = input;
    const deliberation = await take(
      handing,
      deliberationLife,
      {
        id,
        action: 'HAND_OVER',
        unless: async (row) => (await disputeUnderWay(handing, row)) ?? (await voteUnderWay(handing, id)),
      },
      ({ disputes, hangsUntil }) => ({
        set: {
          isInDispute: true,
          disputes: [...disputes, { from: ctx.now.toISOString(), until: null }],
          hangsUntil: hangsUntil && ctx.now < hangsUntil ? null : hangsUntil,
        },
      }),
    );
    if (isRefusal(deliberation)) return deliberation;

    const { areaId } = deliberation;
    const mediation = await openMediation(ctx, handing, {
      deliberationId: id,
      areaId,
      disputeType,
      summary,
      parties,
    });
    return isRefusal(mediation) ? mediation : deliberation;
  });

export const takeBackDispute = (ctx: Context, input: TakeBackDisputeInput) =>
  act(ctx, Deliberation, 'takeBackDispute', input, (taking) =>
    take(
      taking,
      deliberationLife,
      { id: input.id, action: 'TAKE_BACK', unless: (row) => mediationUnderWay(ctx, taking, row) },
      (row) => ({ set: takenUpAgain(ctx, row) }),
    ),
  );

export const withdrawDeliberation = (ctx: Context, input: WithdrawDeliberationInput) =>
  act(ctx, Deliberation, 'withdrawDeliberation', input, (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      deliberationLife,
      {
        id,
        action: 'WITHDRAW',
        unless: async () => blank(ctx, 'reason', reason) ?? (await voteUnderWay(withdrawing, id)),
      },
      () => ({
        set: { reason: reason.trim(), isInDispute: false, endedAt: ctx.now },
        reason: reason.trim(),
      }),
    );
  });

/** What is disclosed from now on, until the time of the procedure's next step is over. */
function hungOut(ctx: Context, row: Deliberation): Partial<Deliberation> {
  const { lasts } = stepAfter(procedureOf(ctx, row), row.state)!;
  const { until, isProvisional } = ctx.localities
    .named(row.localityCode)
    // A disclosure lasts: the profile is refused without.
    .hangsUntil(lasts!, ctx.now, []);
  return {
    disclosedAt: row.disclosedAt ?? ctx.now,
    hangsFrom: ctx.now,
    hangsUntil: until,
    isProvisional,
  };
}

/** What a dispute interrupted hangs on for the rest of its time. */
function takenUpAgain(ctx: Context, row: Deliberation): Partial<Deliberation> {
  const disputes = row.disputes.map(({ from, until }) => ({ from, until: until ?? ctx.now.toISOString() }));
  const set = { isInDispute: false, disputes };
  const { lasts } = procedureOf(ctx, row).steps.find(({ step }) => STATE_AFTER[step] === row.state)!;
  if (row.hangsUntil || !row.hangsFrom || !lasts) return set;

  const spans = disputes.map(({ from, until }) => ({ from: new Date(from), until: new Date(until) }));
  const { until, isProvisional } = ctx.localities
    .named(row.localityCode)
    .hangsUntil(lasts, row.hangsFrom, spans);
  return { ...set, hangsUntil: until, isProvisional };
}

/** A deliberation is taken up again when all that it was handed over to has ended. */
async function mediationUnderWay(ctx: Context, taking: Act, { id, state, isInDispute }: Deliberation) {
  if (!isInDispute) return actionNotAllowed(ctx, 'TAKE_BACK', state);
  const open = (await mediationsOf(taking, id)).filter(({ endedAt }) => !endedAt);
  return open.length > 0 ? disputeOf(taking, open) : null;
}

/** Residents speak for the place that they live in, or that they are registered above. */
async function livesThere({ tx, actor }: Act, { areaPath }: Deliberation) {
  const home = actor.areaId ? await tx.findOneBy(Area, { id: actor.areaId }) : null;
  return home !== null && (liesIn(home.path, areaPath) || liesIn(areaPath, home.path));
}

/** What the residents who have spoken think together. */
async function ratingsOf({ tx }: Act, deliberationId: string) {
  const ratings = await tx.findBy(DeliberationRating, { deliberationId });
  const ratingCount = ratings.length;
  const sum = ratings.reduce((so, { score }) => so + score, 0);
  return { ratingCount, ratingAverage: ratingCount ? sum / ratingCount : null };
}

function tooFewRatings(ctx: Context, row: Deliberation, count: number) {
  const least = stepAfter(procedureOf(ctx, row), row.state)?.leastRatings ?? 0;
  if (count >= least) return null;
  return refusal(
    'TooFewRatings',
    'TOO_FEW_RATINGS',
    say(ctx, {
      en: `${count} residents have said what they think; at least ${least} must.`,
      zh: `已有 ${count} 名居民评议，至少需要 ${least} 名。`,
    }),
    { count, least },
  );
}
