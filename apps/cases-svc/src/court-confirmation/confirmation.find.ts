import type { Act } from '@jinlin/acts';
import type { Context } from '../context';
import type { MediationAgreement } from '../mediation-agreement/agreement.entity';
import { BACKED_BY_COURT } from './confirmation.loaders';
import { confirmableUntil } from './confirmation.term';

/** Whether a court stands behind an agreement, as it is while an act runs. */
export async function isBackedByCourt({ tx }: Act, agreementId: string): Promise<boolean> {
  return (await tx.query(BACKED_BY_COURT, [[agreementId]])).length > 0;
}

/** Whether an agreement can be enforced: it holds, and a court stands behind it. */
export const isEnforceable = async ({ load }: Context, { id, effectiveAt }: MediationAgreement) =>
  effectiveAt !== null && (await load.agreementBackedByCourt.load(id)) !== null;

/** Until when the parties of an agreement may go to court; null when they need not, or not yet. */
export async function lastDayOf(ctx: Context, { mediationId, effectiveAt }: MediationAgreement) {
  const mediation = await ctx.load.mediation.load(mediationId);
  if (!mediation || mediation.kind === 'JUDICIAL' || !effectiveAt) return null;
  return confirmableUntil(effectiveAt, ctx.localities.named(mediation.localityCode).calendar(effectiveAt));
}
