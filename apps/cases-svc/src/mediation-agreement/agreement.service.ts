import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { IsNull, Not } from 'typeorm';
import type { Context } from '../context';
import { isBackedByCourt } from '../court-confirmation/confirmation.find';
import type {
  CompleteMediationAgreementInput,
  MediationInstalmentInput,
  PayMediationInstalmentInput,
  PursueMediationAgreementInput,
  RecordMediationAgreementInput,
  ReportMediationBreachInput,
  ResumeMediationInput,
  SealMediationAgreementInput,
  SignMediationAgreementInput,
} from '../generated/graphql';
import { callOffSessions, elsewhere, elsewhereWith, mayNotSpeakFor } from '../mediation/mediation.desk';
import { Mediation, MediationParty } from '../mediation/mediation.entity';
import { mediationLife } from '../mediation/mediation.life';
import { MediationAgreement, MediationInstalment } from './agreement.entity';
import { agreementLife } from './agreement.life';
import { contentsOf, faultOfTerms, isOverdue } from './agreement.terms';

export const recordMediationAgreement = (ctx: Context, input: RecordMediationAgreementInput) =>
  act(ctx, MediationAgreement, 'recordMediationAgreement', input, async (recording) => {
    const { mediationId, form } = input;
    const agreed = await take(
      recording,
      mediationLife,
      {
        id: mediationId,
        action: 'AGREE',
        unless: async (row) => elsewhere(recording)(row) ?? (await faultOfTerms(recording, input)),
      },
      () => ({ set: { endedAt: ctx.now }, facts: { form } }),
    );
    if (!(agreed instanceof Mediation)) return agreed;

    await callOffSessions(recording, mediationId);
    const agreement = await begin(recording, agreementLife, form === 'ORAL' ? 'AGREE_ORALLY' : 'DRAW_UP', {
      mediationId,
      form,
      ...contentsOf(input),
      ...asAgreed(input, ctx.now),
      signatures: [],
      agreedAt: ctx.now,
    });
    await saveInstalments(recording, agreement, input.instalments ?? []);
    return agreement;
  });

export const signMediationAgreement = (ctx: Context, input: SignMediationAgreementInput) =>
  act(ctx, MediationAgreement, 'signMediationAgreement', input, async (signing) => {
    const { id, partyId, means } = input;
    const party = await signing.tx.findOneBy(MediationParty, { id: partyId });
    return take(
      signing,
      agreementLife,
      {
        id,
        action: 'SIGN',
        unless: async (row) =>
          party?.mediationId === row.mediationId
            ? ((await mayNotSpeakFor(signing, party)) ?? signedAlready(ctx, row, partyId))
            : notFound(ctx, 'MediationParty', partyId),
      },
      ({ signatures }) => ({
        set: { signatures: [...signatures, { partyId, means, at: ctx.now.toISOString() }] },
        facts: { partyId, means },
      }),
    );
  });

export const sealMediationAgreement = (ctx: Context, input: SealMediationAgreementInput) =>
  act(ctx, MediationAgreement, 'sealMediationAgreement', input, (sealing) =>
    take(
      sealing,
      agreementLife,
      {
        id: input.id,
        action: 'TAKE_EFFECT',
        unless: async (row) => (await elsewhereWith(sealing, row)) ?? (await signatureMissing(sealing, row)),
      },
      () => ({ set: { effectiveAt: ctx.now } }),
    ),
  );

export const payMediationInstalment = (ctx: Context, input: PayMediationInstalmentInput) =>
  act(ctx, MediationAgreement, 'payMediationInstalment', input, async (paying) => {
    const { id, instalmentId, paidOn } = input;
    const owed = { id: instalmentId, agreementId: id };
    const paid = await take(
      paying,
      agreementLife,
      {
        id,
        action: 'PAY',
        unless: async (row) =>
          (await elsewhereWith(paying, row)) ??
          (await notOwed(paying, owed)) ??
          (paidOn > dateIn(ctx.now) ? aheadOfTime(ctx) : null),
      },
      () => ({ facts: { instalmentId, paidOn } }),
    );
    if (paid instanceof MediationAgreement) await paying.tx.update(MediationInstalment, owed, { paidOn });
    return paid;
  });

export const completeMediationAgreement = (ctx: Context, input: CompleteMediationAgreementInput) =>
  act(ctx, MediationAgreement, 'completeMediationAgreement', input, (completing) =>
    take(completing, agreementLife, {
      id: input.id,
      action: 'COMPLETE',
      unless: async (row) =>
        (await elsewhereWith(completing, row)) ?? (await instalmentsUnpaid(completing, row)),
    }),
  );

export const reportMediationBreach = (ctx: Context, input: ReportMediationBreachInput) =>
  act(ctx, MediationAgreement, 'reportMediationBreach', input, (reporting) => {
    const { id, reason } = input;
    return take(
      reporting,
      agreementLife,
      {
        id,
        action: 'BREACH',
        unless: async (row) =>
          (await elsewhereWith(reporting, row)) ??
          blank(ctx, 'reason', reason) ??
          (isOverdue(row, await instalmentsOf(reporting, row), ctx.now) ? null : nothingOverdue(ctx)),
      },
      () => ({ reason: reason.trim() }),
    );
  });

export const pursueMediationAgreement = (ctx: Context, input: PursueMediationAgreementInput) =>
  act(ctx, MediationAgreement, 'pursueMediationAgreement', input, async (pursuing) => {
    const { id, reason } = input;
    return take(
      pursuing,
      agreementLife,
      {
        id,
        action: (await isBackedByCourt(pursuing, id)) ? 'ENFORCE' : 'SUE',
        unless: async (row) => (await elsewhereWith(pursuing, row)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason: reason.trim() }),
    );
  });

export const resumeMediation = (ctx: Context, input: ResumeMediationInput) =>
  act(ctx, Mediation, 'resumeMediation', input, async (resuming) => {
    const { id, reason } = input;
    const standing = { mediationId: id, state: Not('SET_ASIDE' as const) };
    const agreement = await resuming.tx.findOneBy(MediationAgreement, standing);
    const resumed = await take(
      resuming,
      mediationLife,
      {
        id,
        action: 'RESUME',
        unless: (row) => elsewhere(resuming)(row) ?? blank(ctx, 'reason', reason) ?? stands(ctx, agreement),
      },
      () => ({ set: { endedAt: null }, reason: reason.trim() }),
    );
    if (!agreement || isRefusal(resumed)) return resumed;

    const aside = await take(resuming, agreementLife, { id: agreement.id, action: 'SET_ASIDE' });
    return isRefusal(aside) ? aside : resumed;
  });

/** What is agreed orally holds at once, or has been done on the spot; a document waits for its signatures. */
function asAgreed({ form, isPerformed }: RecordMediationAgreementInput, now: Date) {
  if (form === 'WRITTEN') return { state: 'DRAWN_UP', effectiveAt: null } as const;
  return { state: isPerformed ? 'PERFORMED' : 'PERFORMING', effectiveAt: now } as const;
}

const saveInstalments = (
  { tx }: Act,
  { id: agreementId }: MediationAgreement,
  instalments: readonly MediationInstalmentInput[],
) =>
  tx.insert(
    MediationInstalment,
    instalments
      .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
      .map((instalment, i) => ({ ...instalment, agreementId, position: i + 1, paidOn: null })),
  );

const instalmentsOf = ({ tx }: Act, { id: agreementId }: MediationAgreement) =>
  tx.findBy(MediationInstalment, { agreementId });

const signedAlready = (ctx: Context, { signatures }: MediationAgreement, partyId: string) =>
  signatures.some((signature) => signature.partyId === partyId)
    ? invalidInput(ctx, 'partyId', { en: 'The party has signed already.', zh: '该当事人已签字。' })
    : null;

async function signatureMissing(act: Act, { mediationId, signatures }: MediationAgreement) {
  const all = await act.tx.find(MediationParty, { where: { mediationId }, order: { position: 'asc' } });
  const parties = all.filter(({ id }) => !signatures.some(({ partyId }) => partyId === id));
  return parties.length
    ? refusal(
        'SignatureMissing',
        'SIGNATURE_MISSING',
        say(act, {
          en: `Parties that have not signed: ${parties.length}.`,
          zh: `尚有${parties.length}名当事人未签字。`,
        }),
        { parties },
      )
    : null;
}

async function instalmentsUnpaid(act: Act, { id: agreementId }: MediationAgreement) {
  const instalments = await act.tx.findBy(MediationInstalment, { agreementId, paidOn: IsNull() });
  return instalments.length
    ? refusal(
        'InstalmentsUnpaid',
        'INSTALMENTS_UNPAID',
        say(act, {
          en: `Instalments still unpaid: ${instalments.length}.`,
          zh: `尚有${instalments.length}期未付。`,
        }),
        { instalments },
      )
    : null;
}

async function notOwed(act: Act, owed: { id: string; agreementId: string }) {
  const instalment = await act.tx.findOneBy(MediationInstalment, owed);
  if (!instalment) return notFound(act, 'MediationInstalment', owed.id);
  return instalment.paidOn
    ? invalidInput(act, 'instalmentId', { en: 'It has been paid already.', zh: '该期已付。' })
    : null;
}

const aheadOfTime = (ctx: Context) =>
  invalidInput(ctx, 'paidOn', { en: 'Nothing is paid in the future.', zh: '付款日期不能在将来。' });

const nothingOverdue = (ctx: Context) =>
  invalidInput(ctx, 'id', { en: 'Nothing of it is overdue.', zh: '协议尚无逾期未履行的内容。' });

const stands = (ctx: Context, agreement: MediationAgreement | null) =>
  agreement && agreement.state !== 'DRAWN_UP' && agreement.state !== 'REFUSED'
    ? refusal(
        'AgreementStands',
        'AGREEMENT_STANDS',
        say(ctx, {
          en: 'The agreement holds; only one that was never sealed or that the court refused gives way to another.',
          zh: '协议已生效；未盖章或未获司法确认的协议方可重新调解。',
        }),
        { agreement },
      )
    : null;
