import { recordUnmasking } from '@jinlin/acts';
import type { Context } from '../context';
import type { ResidentInClear } from '../generated/graphql';
import type { ResidentRegistration } from './resident-registration.entity';

/** Opens the seal on a registration, and records who read it and why before the answer leaves. */
export async function residentInClear(
  ctx: Context,
  { id }: ResidentRegistration,
  purpose: string,
): Promise<ResidentInClear | null> {
  const secret = await ctx.load.residentSecret.load(id);
  if (secret) await recordUnmasking(ctx, { type: 'ResidentRegistration', id, purpose });
  return secret && (JSON.parse(ctx.vault.open(secret.sealed)) as ResidentInClear);
}
