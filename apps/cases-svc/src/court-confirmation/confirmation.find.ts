import type { Act } from '@jinlin/acts';
import type { Context } from '../context';
import type { MediationAgreement } from '../mediation-agreement/agreement.entity';
import { confirmableUntil } from './confirmation.term';

/** Whether a court stands behind an agreement: it confirmed it, or mediated itself. */
export async function isBackedByCourt({ tx }: Act, agreementId: string): Promise<boolean> {
  const [row] = await tx.query(
    `select from mediation_agreement a join mediation m on m.id = a.mediation_id
     where a.id = $1 and (m.kind = 'JUDICIAL' or exists (
       select from court_confirmation c where c.agreement_id = a.id and c.state = 'CONFIRMED'
     ))`,
    [agreementId],
  );
  return row !== undefined;
}

/** Whether an agreement can be enforced: it holds, and a court stands behind it. */
export async function isEnforceable({ load }: Context, { id, mediationId, effectiveAt }: MediationAgreement) {
  const [mediation, confirmations] = await Promise.all([
    load.mediation.load(mediationId),
    load.confirmationsOfAgreement.load(id),
  ]);
  const isConfirmed = confirmations.some(({ state }) => state === 'CONFIRMED');
  return effectiveAt !== null && (mediation?.kind === 'JUDICIAL' || isConfirmed);
}

/** Until when the parties of an agreement may go to court; null when they need not, or not yet. */
export async function lastDayOf(ctx: Context, { mediationId, effectiveAt }: MediationAgreement) {
  const mediation = await ctx.load.mediation.load(mediationId);
  if (!mediation || mediation.kind === 'JUDICIAL' || !effectiveAt) return null;
  return confirmableUntil(effectiveAt, ctx.localities.named(mediation.localityCode).calendar(effectiveAt));
}
