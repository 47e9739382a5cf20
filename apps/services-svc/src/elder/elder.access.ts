import { recordUnmasking } from '@jinlin/acts';
import type { Context } from '../context';
import { allergiesIn } from '../diet/diet.service';
import type { ElderProfile } from './elder.entity';

/** Opens the seal on who an elder is, once it is recorded who reads it and why. */
export async function elderInClear(ctx: Context, row: ElderProfile, purpose: string) {
  await recordUnmasking(ctx, { type: 'ElderProfile', id: row.id, purpose });
  return {
    name: ctx.vault.open(row.sealedName),
    phone: row.sealedPhone && ctx.vault.open(row.sealedPhone),
    birthDate: row.birthDate,
    allergies: allergiesIn(ctx, row.sealedAllergies),
  };
}
