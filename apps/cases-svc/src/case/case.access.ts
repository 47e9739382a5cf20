import { recordUnmasking } from '@jinlin/acts';
import type { Context } from '../context';
import type { Case } from './case.entity';

/** Analysts count cases; what people said is not theirs to read. */
export const readsTexts = ({ actor }: Pick<Context, 'actor'>) =>
  actor !== null && actor.role !== 'DATA_ANALYST';

/** Opens the seal on who asked, and records who read it and why before the answer leaves. */
export async function reporterInClear(ctx: Context, row: Case, purpose: string) {
  await recordUnmasking(ctx, { type: 'Case', id: row.id, purpose });
  return row.reporterSealedName || row.reporterSealedPhone
    ? {
        name: row.reporterSealedName && ctx.vault.open(row.reporterSealedName),
        phone: row.reporterSealedPhone && ctx.vault.open(row.reporterSealedPhone),
      }
    : null;
}
