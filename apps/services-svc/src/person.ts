import { type Act, recordUnmasking } from '@jinlin/acts';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { Context } from './context';

/** The columns that keep who somebody is: masked for whoever sees the record, sealed for who may open it. */
interface Sealed {
  maskedName: string;
  maskedPhone: string | null;
  sealedName: Buffer;
  sealedPhone: Buffer | null;
}

/** Masks and seals a name and a number. */
export const sealedPerson = (
  vault: Vault,
  { name, phone }: { name: string; phone?: string | null | undefined },
): Sealed => ({
  maskedName: maskName(name.trim()),
  maskedPhone: phone ? maskPhone(phone) : null,
  sealedName: vault.seal(name.trim()),
  sealedPhone: phone ? vault.seal(phone) : null,
});

/** The person whom an act is about: residents act for themselves, others for whomever they name. */
export const personOf = ({ actor }: Act, named: string | null | undefined) =>
  (actor.role === 'RESIDENT' ? actor.personId : named) ?? null;

/** Opens the seals on who somebody is, once it is recorded who reads them and why. */
export async function personInClear(
  ctx: Context,
  type: string,
  { id, sealedName, sealedPhone }: Pick<Sealed, 'sealedName' | 'sealedPhone'> & { id: string },
  purpose: string,
) {
  await recordUnmasking(ctx, { type, id, purpose });
  return { name: ctx.vault.open(sealedName), phone: sealedPhone && ctx.vault.open(sealedPhone) };
}
