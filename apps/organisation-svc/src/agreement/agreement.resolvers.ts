import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { themeOf } from '../joint-work/theme';
import type { Tally } from './agreement.loaders';
import {
  concludeAgreement,
  extendAgreement,
  proposeAgreement,
  signAgreement,
  terminateAgreement,
  withdrawAgreement,
} from './agreement.service';
import { agreementStates, commitmentStates } from './agreement.states';
import { addCommitment, keepCommitment, postponeCommitment, releaseCommitment } from './commitment.service';

export const agreementResolvers: Resolvers = {
  Query: {
    agreement: (_, { id }, { load }) => load.agreement.load(id),
    agreements: (_, args, ctx) =>
      listWithin(ctx, { ...args, today: dateIn(ctx.now) }, ctx.load.agreementsWithin),
    commitment: (_, { id }, { load }) => load.commitment.load(id),
    commitments: (_, args, ctx) => listWithin(ctx, args, ctx.load.commitmentsWithin),
  },
  Mutation: {
    proposeAgreement: (_, { input }, ctx) => proposeAgreement(ctx, input),
    signAgreement: (_, { input }, ctx) => signAgreement(ctx, input),
    withdrawAgreement: (_, { input }, ctx) => withdrawAgreement(ctx, input),
    extendAgreement: (_, { input }, ctx) => extendAgreement(ctx, input),
    concludeAgreement: (_, { input }, ctx) => concludeAgreement(ctx, input),
    terminateAgreement: (_, { input }, ctx) => terminateAgreement(ctx, input),
    addCommitment: (_, { input }, ctx) => addCommitment(ctx, input),
    keepCommitment: (_, { input }, ctx) => keepCommitment(ctx, input),
    postponeCommitment: (_, { input }, ctx) => postponeCommitment(ctx, input),
    releaseCommitment: (_, { input }, ctx) => releaseCommitment(ctx, input),
  },
  Area: {
    agreements: ({ path }, { state, ...page }, { load, now }) =>
      load.agreementsWithin(path, { ...page, where: { state }, today: dateIn(now) }),
    commitmentTally: async ({ path }, _, { load }) => (await load.commitmentsBelow.load(path)) ?? none,
  },
  Unit: {
    agreements: ({ id }, { state, ...page }, { load, now }) =>
      load.agreementsOfUnit(id, { ...page, where: { state }, today: dateIn(now) }),
    commitmentTally: async ({ id }, _, { load }) => (await load.commitmentsOfUnit.load(id)) ?? none,
  },
  CommitmentTally: {
    keptRate: keptRateOf,
  },
  Agreement: {
    __resolveReference: ({ id }, { load }) => load.agreement.load(id),
    availableActions: ({ state }) => agreementStates.actions(state),
    theme: (agreement, _, ctx) => themeOf(ctx, agreement),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    isPastTerm: ({ state, toOn }, _, { now }) => state === 'IN_FORCE' && toOn < dateIn(now),
    commitments: ({ id }, { state, ...page }, { load }) =>
      load.commitmentsOfAgreement(id, { ...page, where: { state } }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Commitment: {
    __resolveReference: ({ id }, { load }) => load.commitment.load(id),
    availableActions: ({ state }) => commitmentStates.actions(state),
    agreement: async ({ agreementId }, _, { load }) => (await load.agreement.load(agreementId))!,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const none: Tally = { promised: 0, due: 0, kept: 0, keptLate: 0, broken: 0 };

function keptRateOf({ kept, keptLate, broken }: Tally) {
  const settled = kept + keptLate + broken;
  return settled ? Math.round((kept * 10_000) / settled) / 100 : null;
}
