import { readsTexts } from '../case/case.access';
import type { Context } from '../context';
import { isEnforceable } from '../court-confirmation/confirmation.find';
import type { Resolvers } from '../generated/graphql';
import type { MediationAgreement } from './agreement.entity';
import {
  completeMediationAgreement,
  payMediationInstalment,
  pursueMediationAgreement,
  recordMediationAgreement,
  reportMediationBreach,
  resumeMediation,
  sealMediationAgreement,
  signMediationAgreement,
} from './agreement.service';
import { agreementStates } from './agreement.states';
import { isOverdue, isUnpaid } from './agreement.terms';

export const agreementResolvers: Resolvers = {
  Mutation: {
    recordMediationAgreement: (_, { input }, ctx) => recordMediationAgreement(ctx, input),
    signMediationAgreement: (_, { input }, ctx) => signMediationAgreement(ctx, input),
    sealMediationAgreement: (_, { input }, ctx) => sealMediationAgreement(ctx, input),
    payMediationInstalment: (_, { input }, ctx) => payMediationInstalment(ctx, input),
    completeMediationAgreement: (_, { input }, ctx) => completeMediationAgreement(ctx, input),
    reportMediationBreach: (_, { input }, ctx) => reportMediationBreach(ctx, input),
    pursueMediationAgreement: (_, { input }, ctx) => pursueMediationAgreement(ctx, input),
    resumeMediation: (_, { input }, ctx) => resumeMediation(ctx, input),
  },
  Mediation: {
    agreement: async ({ id }, _, { load }) =>
      (await load.agreementsOfMediation.load(id)).find(({ state }) => state !== 'SET_ASIDE') ?? null,
    agreements: ({ id }, _, { load }) => load.agreementsOfMediation.load(id),
  },
  MediationAgreement: {
    __resolveReference: ({ id }, { load }) => load.mediationAgreement.load(id),
    availableActions: (row, _, ctx) => availableActions(ctx, row),
    mediation: async ({ mediationId }, _, { load }) => (await load.mediation.load(mediationId))!,
    facts: ({ facts }, _, ctx) => textFor(ctx, facts),
    responsibilities: ({ responsibilities }, _, ctx) => textFor(ctx, responsibilities),
    terms: ({ terms }, _, ctx) => textFor(ctx, terms),
    manner: ({ manner }, _, ctx) => textFor(ctx, manner),
    instalments: (row, _, ctx) => owedBy(ctx, row),
    isOverdue: async (row, _, ctx) => isOverdue(row, await owedBy(ctx, row), ctx.now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  AgreementSignature: {
    party: async ({ partyId }, _, { load }) => (await load.mediationParty.load(partyId))!,
    at: ({ at }) => new Date(at),
  },
  MediationInstalment: {
    payer: async ({ payerId }, _, { load }) => (await load.mediationParty.load(payerId))!,
    isOverdue: (row, _, { now }) => isUnpaid(row, now),
  },
};

/** A court refuses by itself; and of the two ways to pursue an agreement only one is open. */
async function availableActions(ctx: Context, row: MediationAgreement) {
  const closed = (await isEnforceable(ctx, row)) ? 'SUE' : 'ENFORCE';
  return agreementStates.actions(row.state).filter((action) => action !== 'REFUSE' && action !== closed);
}

const textFor = (ctx: Context, text: string) => (readsTexts(ctx) ? text : null);

const owedBy = ({ load }: Context, { id }: MediationAgreement) => load.instalmentsOfAgreement.load(id);
