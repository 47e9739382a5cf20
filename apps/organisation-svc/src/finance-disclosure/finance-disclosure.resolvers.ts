import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
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
    financeDisclosures: (_, args, ctx) => listWithin(ctx, args, ctx.load.financeDisclosuresWithin),
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
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
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
