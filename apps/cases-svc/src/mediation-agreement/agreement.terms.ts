import type { Act } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import type { RecordMediationAgreementInput } from '../generated/graphql';
import { MediationParty } from '../mediation/mediation.entity';
import type { MediationAgreement, MediationInstalment } from './agreement.entity';

const MOST_INSTALMENTS = 100;
const HIGHEST_SUM = 10_000_000_000;

/** The texts without which there is no agreement (article 29 of the People's Mediation Law). */
const CONTENTS = ['facts', 'responsibilities', 'terms', 'manner'] as const;

/** What is wrong with an agreement as it was written down; null when it says all that the law wants. */
export async function faultOfTerms(act: Act, input: RecordMediationAgreementInput) {
  for (const part of CONTENTS) {
    const fault = blank(act, part, input[part]);
    if (fault) return fault;
  }
  if (input.performBy < dateIn(act.now)) return pastTerm(act);
  if (input.isPerformed && (input.form !== 'ORAL' || input.instalments?.length)) return notOnTheSpot(act);

  const instalments = input.instalments ?? [];
  const fits = ({ amount, dueOn }: { amount: number; dueOn: string }) =>
    amount > 0 && amount <= HIGHEST_SUM && dueOn >= dateIn(act.now) && dueOn <= input.performBy;
  if (instalments.length > MOST_INSTALMENTS || !instalments.every(fits)) return misfitting(act);

  const parties = await act.tx.findBy(MediationParty, { mediationId: input.mediationId });
  const stranger = instalments.find(({ payerId }) => !parties.some(({ id }) => id === payerId));
  return stranger ? notFound(act, 'MediationParty', stranger.payerId) : null;
}

/** The contents of an agreement as they are kept. */
export const contentsOf = (input: RecordMediationAgreementInput) => ({
  ...(Object.fromEntries(CONTENTS.map((part) => [part, input[part].trim()])) as Pick<
    RecordMediationAgreementInput,
    (typeof CONTENTS)[number]
  >),
  performBy: input.performBy,
});

/** A sum is owed until the end of the day on which it falls due. */
export const isUnpaid = ({ dueOn, paidOn }: MediationInstalment, now: Date) =>
  paidOn === null && dueOn < dateIn(now);

const AWAITS = new Set<MediationAgreement['state']>(['PERFORMING', 'BREACHED', 'REFUSED', 'IN_ENFORCEMENT']);

/** Whether something that was agreed should have been done by now. */
export const isOverdue = (
  { state, performBy }: MediationAgreement,
  instalments: readonly MediationInstalment[],
  now: Date,
) =>
  AWAITS.has(state) &&
  (performBy < dateIn(now) || instalments.some((instalment) => isUnpaid(instalment, now)));

const pastTerm = (act: Act) =>
  invalidInput(act, 'performBy', {
    en: 'What is agreed is to be done today or later.',
    zh: '履行期限不得早于今日。',
  });

const notOnTheSpot = (act: Act) =>
  invalidInput(act, 'isPerformed', {
    en: 'Done on the spot is what was agreed orally, with nothing left to pay.',
    zh: '即时履行的须为口头协议，且无待付款项。',
  });

const misfitting = (act: Act) =>
  invalidInput(act, 'instalments', {
    en: `Instalments, at most ${MOST_INSTALMENTS}, are from 1 to ${HIGHEST_SUM} fen and due from today to the last day.`,
    zh: `分期付款不超过${MOST_INSTALMENTS}期，每期金额须为1至${HIGHEST_SUM}分，到期日在今日与履行期限之间。`,
  });
