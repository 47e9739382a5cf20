import { recordUnmasking } from '@jinlin/acts';
import type { Scope } from '@jinlin/database';
import { type Actor, liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { MicroWish, Wisher } from './wish.entity';

/** Whoever a wish was sent to, or has taken it on: a unit or a person. */
export interface Taker {
  unitId: string | null;
  personId: string | null;
}

interface Reaching {
  actor: Actor | null;
  scope: Scope;
}

/** Those who collect and grant wishes do so in their area; everybody else only browses. */
export const keeps = ({ scope }: Reaching, { areaPath }: Pick<MicroWish, 'areaPath'>) =>
  liesIn(areaPath, scope.areaPath);

/** For whom somebody takes a wish on who has nothing to say about it otherwise: residents for themselves, desks for their unit. */
export function takerIn({ actor }: Reaching): Taker | null {
  if (actor?.role === 'RESIDENT' && actor.personId) return { unitId: null, personId: actor.personId };
  if (actor?.role === 'DEPARTMENT_CLERK' && actor.unitId) return { unitId: actor.unitId, personId: null };
  return null;
}

/** Whether the wish waits for this taker, or is theirs. */
export const isWith = (
  { takerUnitId, takerPersonId }: Pick<MicroWish, 'takerUnitId' | 'takerPersonId'>,
  taker: Taker | null,
) => taker !== null && takerUnitId === taker.unitId && takerPersonId === taker.personId;

/** Whether the actor wished it, or looks after where whoever wished it lives, and so may speak for them. */
export const speaksFor = (reaching: Reaching, wisher: Wisher | null) =>
  wisher !== null && (isOwn(reaching, wisher) || keeps(reaching, wisher));

/** Whether the actor wished it. */
export const isOwn = ({ actor }: Reaching, wisher: Pick<Wisher, 'personId'> | null) =>
  actor?.role === 'RESIDENT' && actor.personId !== null && wisher?.personId === actor.personId;

/** Opens the seals on a wisher for those who keep the wish, once it is recorded who reads them and why. */
export async function wisherInClear(ctx: Context, wisher: Wisher, purpose: string) {
  if (!keeps(ctx, wisher)) return null;

  await recordUnmasking(ctx, { type: 'MicroWish', id: wisher.wishId, purpose });
  const { sealedName, sealedPhone, sealedAddress } = wisher;
  return {
    name: ctx.vault.open(sealedName),
    phone: sealedPhone && ctx.vault.open(sealedPhone),
    address: sealedAddress && ctx.vault.open(sealedAddress),
  };
}
