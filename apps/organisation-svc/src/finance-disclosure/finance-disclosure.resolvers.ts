import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryFinanceDisclosuresArgs, Resolvers } from '../generated/graphql';
import {
  answerFinanceObjection,
  confirmFinanceDisclosure,
  draftFinanceDisclosure,
  objectToFinanceDisclosure,
  publishFinanceDisclosure,
  reviseFinanceDisclosure,
  withdrawFinanceDisclosure,
} from './finance-disclosure.service';
import { financeDisclosureStates } from './finance-disclosure.states';
import { comesIn } from './sums';

export const financeDisclosureResolvers: Resolvers = {
  Query: {
    financeDisclosure: (_, { id }, { load }) => load.financeDisclosure.load(id),
    financeDisclosures: (_, args, ctx) => findFinanceDisclosures(ctx, args),
  },
  Mutation: {
    draftFinanceDisclosure: (_, { input }, ctx) => draftFinanceDisclosure(ctx, input),
    reviseFinanceDisclosure: (_, { input }, ctx) => reviseFinanceDisclosure(ctx, input),
    publishFinanceDisclosure: (_, { input }, ctx) => publishFinanceDisclosure(ctx, input),
    objectToFinanceDisclosure: (_, { input }, ctx) => objectToFinanceDisclosure(ctx, input),
    answerFinanceObjection: (_, { input }, ctx) => answerFinanceObjection(ctx, input),
    confirmFinanceDisclosure: (_, { input }, ctx) => confirmFinanceDisclosure(ctx, input),
    withdrawFinanceDisclosure: (_, { input }, ctx) => withdrawFinanceDisclosure(ctx, input),
  },
  Area: {
    financeDisclosures: ({ id }, page, { load }) => load.financeDisclosuresOf(id, { ...page, where: {} }),
  },
  FinanceDisclosure: {
    __resolveReference: ({ id }, { load }) => load.financeDisclosure.load(id),
    availableActions: ({ state }) => financeDisclosureStates.actions(state),
    area: async ({ areaId }, _, { load }) => (await load.areasOn(null).byId.load(areaId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    lines: ({ id }, _, { load }) => load.financeLines.load(id),
    feesPaidRate: ({ feesDue, feesPaid }) => (feesDue ? (feesPaid * 100) / feesDue : null),
    objections: ({ id }, _, { load }) => load.financeObjections.load(id),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  FinanceLine: {
    isIncome: ({ kind }) => comesIn(kind),
  },
};

async function findFinanceDisclosures(ctx: Context, { where, ...page }: QueryFinanceDisclosuresArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.financeDisclosuresWithin(path ?? '/', { ...page, where: rest });
}
