import { readsTexts } from '../case/case.access';
import type { Resolvers } from '../generated/graphql';
import { isEnforceable, lastDayOf } from './confirmation.find';
import {
  applyForConfirmation,
  decideConfirmation,
  joinConfirmation,
  withdrawConfirmation,
} from './confirmation.service';
import { confirmationStates } from './confirmation.states';

export const confirmationResolvers: Resolvers = {
  Mutation: {
    applyForConfirmation: (_, { input }, ctx) => applyForConfirmation(ctx, input),
    joinConfirmation: (_, { input }, ctx) => joinConfirmation(ctx, input),
    decideConfirmation: (_, { input }, ctx) => decideConfirmation(ctx, input),
    withdrawConfirmation: (_, { input }, ctx) => withdrawConfirmation(ctx, input),
  },
  MediationAgreement: {
    isEnforceable: (row, _, ctx) => isEnforceable(ctx, row),
    confirmableUntil: (row, _, ctx) => lastDayOf(ctx, row),
    confirmations: ({ id }, _, { load }) => load.confirmationsOfAgreement.load(id),
  },
  CourtConfirmation: {
    __resolveReference: ({ id }, { load }) => load.courtConfirmation.load(id),
    availableActions: ({ state }) => confirmationStates.actions(state).filter((action) => action !== 'LODGE'),
    agreement: async ({ agreementId }, _, { load }) => (await load.mediationAgreement.load(agreementId))!,
    court: ({ courtId }) => ({ id: courtId }),
    applicants: async ({ mediationId, applicantIds }, _, { load }) =>
      (await load.partiesOfMediation.load(mediationId)).filter(({ id }) => applicantIds.includes(id)),
    ruling: ({ ruling }, _, ctx) => (readsTexts(ctx) ? ruling : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
