import { say } from '@jinlin/graphql';
import type { DeliberationProcedure } from '@jinlin/profile';
import type { Context } from '../context';
import { titled } from '../council/council.find';
import type { Resolvers } from '../generated/graphql';
import { pageWithin } from '../within';
import type { Deliberation } from './deliberation.entity';
import { procedureOf } from './deliberation.guards';
import {
  concludeRatings,
  evaluateDeliberation,
  executeDecision,
  handOverDispute,
  moveDeliberation,
  proposeDeliberation,
  publishDecision,
  publishResult,
  rateDeliberation,
  takeBackDispute,
  withdrawDeliberation,
} from './deliberation.service';
import { openActions, STATE_AFTER } from './procedure';

export const deliberationResolvers: Resolvers = {
  Query: {
    deliberationProcedures: (_, { localityCode }, ctx) =>
      (ctx.localities.holding(localityCode)?.procedures(ctx.now) ?? []).map((procedure) =>
        told(ctx, procedure),
      ),
    deliberation: (_, { id }, { load }) => load.deliberation.load(id),
    deliberations: (_, args, ctx) => pageWithin(ctx, ctx.load.deliberations, args),
  },
  Mutation: {
    proposeDeliberation: (_, { input }, ctx) => proposeDeliberation(ctx, input),
    moveDeliberation: (_, { input }, ctx) => moveDeliberation(ctx, input),
    publishDecision: (_, { input }, ctx) => publishDecision(ctx, input),
    executeDecision: (_, { input }, ctx) => executeDecision(ctx, input),
    publishResult: (_, { input }, ctx) => publishResult(ctx, input),
    rateDeliberation: (_, { input }, ctx) => rateDeliberation(ctx, input),
    concludeRatings: (_, { input }, ctx) => concludeRatings(ctx, input),
    evaluateDeliberation: (_, { input }, ctx) => evaluateDeliberation(ctx, input),
    handOverDispute: (_, { input }, ctx) => handOverDispute(ctx, input),
    takeBackDispute: (_, { input }, ctx) => takeBackDispute(ctx, input),
    withdrawDeliberation: (_, { input }, ctx) => withdrawDeliberation(ctx, input),
  },
  Area: {
    deliberations: ({ id }, args, ctx) => pageWithin(ctx, ctx.load.deliberations, args, id),
  },
  Case: {
    deliberations: ({ id }, _, { load }) => load.deliberationsOfCase.load(id),
  },
  Mediation: {
    deliberation: ({ deliberationId }, _, { load }) =>
      deliberationId ? load.deliberation.load(deliberationId) : null,
  },
  Deliberation: {
    __resolveReference: ({ id }, { load }) => load.deliberation.load(id),
    availableActions: (row, _, ctx) => openActions(procedureOf(ctx, row), row),
    procedure: (row, _, ctx) => told(ctx, procedureOf(ctx, row)),
    area: ({ areaId }) => ({ id: areaId }),
    category: (row, _, ctx) => category(ctx, row),
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    votes: ({ id }, _, { load }) => load.votesOfDeliberation.load(id),
    publicity: (row, _, ctx) => publicity(ctx, row),
    ratings: ({ ratingCount: count, ratingAverage: average }) => (count === null ? null : { count, average }),
    myRating: async ({ id }, _, { load }) => (await load.ownRatingOf.load(id))?.score ?? null,
    mediations: ({ id }, _, { load }) => load.mediationsOfDeliberation.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const told = (ctx: Context, { key, title, steps }: DeliberationProcedure) => ({
  ...titled(ctx, { key, title }),
  steps: steps.map(({ step, title, councils, isSecret, leastRatings }) => ({
    state: STATE_AFTER[step],
    title: say(ctx, title),
    councilKinds: councils ?? [],
    isSecret: isSecret ?? false,
    leastRatings: leastRatings ?? null,
  })),
});

/** A category that the profile has forgotten keeps its code for a name. */
function category(ctx: Context, { localityCode, category: code, proposedAt }: Deliberation) {
  if (!code) return null;
  const known = ctx.localities.named(localityCode).category(code, proposedAt);
  return { code, label: known ? say(ctx, known.title) : code };
}

const publicity = ({ now }: Context, { hangsFrom, hangsUntil, isProvisional }: Deliberation) =>
  hangsFrom && {
    from: hangsFrom,
    until: hangsUntil,
    isOver: hangsUntil !== null && hangsUntil <= now,
    isProvisional,
  };
