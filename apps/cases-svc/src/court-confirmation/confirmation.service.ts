import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Context } from '../context';
import type {
  ApplyForConfirmationInput,
  DecideConfirmationInput,
  JoinConfirmationInput,
  WithdrawConfirmationInput,
} from '../generated/graphql';
import { elsewhereWith, mayNotSpeakFor, unknownCourt } from '../mediation/mediation.desk';
import { Mediation, MediationParty } from '../mediation/mediation.entity';
import { mediationLife } from '../mediation/mediation.life';
import { MediationAgreement } from '../mediation-agreement/agreement.entity';
import { agreementLife } from '../mediation-agreement/agreement.life';
import { CourtConfirmation } from './confirmation.entity';
import { confirmationLife } from './confirmation.life';
import { confirmableUntil } from './confirmation.term';

export const applyForConfirmation = (ctx: Context, input: ApplyForConfirmationInput) =>
  act(ctx, CourtConfirmation, 'applyForConfirmation', input, async (applying) => {
    const { agreementId, courtId, partyIds } = input;
    const agreement = await applying.tx.findOneBy(MediationAgreement, { id: agreementId });
    if (!agreement) return notFound(ctx, 'MediationAgreement', agreementId);

    const { mediationId } = agreement;
    // The mediation's row stays locked, so that a court is not asked twice at once. The court sees it from now on.
    const mediation = await take(
      applying,
      mediationLife,
      {
        id: mediationId,
        action: 'GO_TO_COURT',
        unless: async (row) =>
          (await faultOfApplicants(applying, mediationId, partyIds)) ??
          notConfirmable(ctx, row, agreement) ??
          tooLate(ctx, row, agreement) ??
          (await unknownCourt(ctx, applying, row.localityCode, courtId)) ??
          (await confirmationStands(applying, agreementId)),
      },
      ({ unitIds }) => ({ set: { unitIds: [...new Set([...unitIds, courtId])] }, facts: { courtId } }),
    );
    if (!(mediation instanceof Mediation)) return mediation;

    const isJoint = await areAll(applying, mediationId, partyIds);
    return begin(applying, confirmationLife, isJoint ? 'APPLY_JOINTLY' : 'APPLY', {
      mediationId,
      agreementId,
      state: isJoint ? 'LODGED' : 'APPLIED',
      courtId,
      applicantIds: [...new Set(partyIds)],
      appliedAt: ctx.now,
      lodgedAt: isJoint ? ctx.now : null,
    });
  });

export const joinConfirmation = (ctx: Context, input: JoinConfirmationInput) =>
  act(ctx, CourtConfirmation, 'joinConfirmation', input, async (joining) => {
    const { id, partyIds } = input;
    // Of two parties that join at once, the second must know that it is the last.
    const row = await lock(joining, CourtConfirmation, id);
    if (!row) return notFound(ctx, 'CourtConfirmation', id);

    const { mediationId, agreementId } = row;
    const applicantIds = [...new Set([...row.applicantIds, ...partyIds])];
    const isJoint = await areAll(joining, mediationId, applicantIds);
    return take(
      joining,
      confirmationLife,
      {
        id,
        action: isJoint ? 'LODGE' : 'JOIN',
        unless: async () => {
          const fault = await faultOfApplicants(joining, mediationId, partyIds);
          if (fault) return fault;
          const mediation = await joining.tx.findOneByOrFail(Mediation, { id: mediationId });
          const agreement = await joining.tx.findOneByOrFail(MediationAgreement, { id: agreementId });
          return tooLate(ctx, mediation, agreement);
        },
      },
      () => ({ set: { applicantIds, lodgedAt: isJoint ? ctx.now : null }, facts: { partyIds } }),
    );
  });

export const decideConfirmation = (ctx: Context, input: DecideConfirmationInput) =>
  act(ctx, CourtConfirmation, 'decideConfirmation', input, async (deciding) => {
    const { id, confirm, ruling } = input;
    const decided = await take(
      deciding,
      confirmationLife,
      {
        id,
        action: confirm ? 'CONFIRM' : 'REFUSE',
        unless: ({ courtId }) =>
          courtId === deciding.actor.unitId
            ? blank(ctx, 'ruling', ruling)
            : notFound(ctx, 'CourtConfirmation', id),
      },
      () => ({ set: { decidedAt: ctx.now, ruling: ruling.trim() } }),
    );
    if (decided instanceof CourtConfirmation && !confirm)
      // What has been performed in the meantime needs no confirmation any more.
      await takeAll(deciding, agreementLife, { ids: [decided.agreementId], action: 'REFUSE' });
    return decided;
  });

export const withdrawConfirmation = (ctx: Context, input: WithdrawConfirmationInput) =>
  act(ctx, CourtConfirmation, 'withdrawConfirmation', input, (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      confirmationLife,
      {
        id,
        action: 'WITHDRAW',
        unless: async (row) => (await elsewhereWith(withdrawing, row)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { ruling: reason.trim() }, reason: reason.trim() }),
    );
  });

/** Who applies is a party, and has somebody to speak for them. */
async function faultOfApplicants(act: Act, mediationId: string, partyIds: readonly string[]) {
  if (partyIds.length === 0) return nobodyApplies(act);

  const parties = await act.tx.findBy(MediationParty, { id: In([...partyIds]), mediationId });
  for (const id of partyIds) {
    const party = parties.find((known) => known.id === id);
    const fault = party ? await mayNotSpeakFor(act, party) : notFound(act, 'MediationParty', id);
    if (fault) return fault;
  }
  return null;
}

async function areAll({ tx }: Act, mediationId: string, partyIds: readonly string[]) {
  const parties = await tx.findBy(MediationParty, { mediationId });
  return parties.every(({ id }) => partyIds.includes(id));
}

const IN_FORCE = new Set<MediationAgreement['state']>(['PERFORMING', 'BREACHED']);

function notConfirmable(ctx: Context, { kind }: Mediation, { state }: MediationAgreement) {
  if (!IN_FORCE.has(state)) return actionNotAllowed(ctx, 'APPLY_FOR_CONFIRMATION', state);
  return kind === 'JUDICIAL'
    ? invalidInput(ctx, 'agreementId', {
        en: 'What a court mediated itself needs no confirmation.',
        zh: '司法调解达成的协议无需司法确认。',
      })
    : null;
}

function tooLate(ctx: Context, { localityCode }: Mediation, { effectiveAt }: MediationAgreement) {
  if (!effectiveAt) return null;
  const until = confirmableUntil(effectiveAt, ctx.localities.named(localityCode).calendar(effectiveAt));
  return dateIn(ctx.now) <= until
    ? null
    : refusal(
        'TooLateToConfirm',
        'TOO_LATE_TO_CONFIRM',
        say(ctx, {
          en: `The parties had to apply jointly by ${until}.`,
          zh: `双方须于${until}前共同申请司法确认。`,
        }),
        { effectiveAt, until },
      );
}

async function confirmationStands(act: Act, agreementId: string) {
  const confirmation = await act.tx.findOneBy(CourtConfirmation, {
    agreementId,
    state: In(['APPLIED', 'LODGED', 'CONFIRMED']),
  });
  return confirmation
    ? refusal(
        'ConfirmationStands',
        'CONFIRMATION_STANDS',
        say(act, {
          en: `A court has been asked already: ${confirmation.state}.`,
          zh: `已申请司法确认（${confirmation.state}）。`,
        }),
        { confirmation },
      )
    : null;
}

const nobodyApplies = (act: Act) =>
  invalidInput(act, 'partyIds', { en: 'Say who applies.', zh: '请指明申请人。' });
