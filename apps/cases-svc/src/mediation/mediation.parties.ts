import { type Act, recordUnmasking } from '@jinlin/acts';
import { invalidInput, notFound } from '@jinlin/graphql';
import { maskName, maskPhone } from '@jinlin/privacy';
import { Unit } from '@jinlin/replicas';
import { In } from 'typeorm';
import type { Context } from '../context';
import type { MediationPartyInput } from '../generated/graphql';
import { MediationParty } from './mediation.entity';

/** More sides than this are several disputes. */
const MOST_PARTIES = 50;

/** A resident who asks is the first of the parties; what they say of themselves is not for them to choose. */
export const asAsked = ({ actor }: Act, parties: readonly MediationPartyInput[]): MediationPartyInput[] =>
  parties.map((party, i) =>
    actor.role === 'RESIDENT' && i === 0
      ? { ...party, role: 'APPLICANT', personId: actor.personId, unitId: null }
      : party,
  );

/** What is wrong with the parties; null when each side is there and everybody is somebody. */
export async function faultOfParties(act: Act, parties: readonly MediationPartyInput[]) {
  const sides = new Set(parties.map(({ role }) => role));
  if (sides.size < 2 || parties.length > MOST_PARTIES) return oneSided(act);
  if (parties.some(({ name, unitId }) => Boolean(name?.trim()) === Boolean(unitId))) return nameless(act);

  const wanted = unitsAmong(parties);
  const known = await act.tx.findBy(Unit, { id: In(wanted), active: true });
  const unknown = wanted.find((id) => !known.some((unit) => unit.id === id));
  return unknown ? notFound(act, 'Unit', unknown) : null;
}

/** The parties of a mediation, names and phones sealed. */
export const saveParties = (
  { tx }: Act,
  { vault }: Context,
  mediationId: string,
  parties: readonly MediationPartyInput[],
) =>
  tx.insert(
    MediationParty,
    parties.map(({ role, name, phone, personId, unitId }, i) => ({
      mediationId,
      position: i + 1,
      role,
      personId: personId ?? null,
      unitId: unitId ?? null,
      maskedName: name ? maskName(name.trim()) : null,
      maskedPhone: phone ? maskPhone(phone) : null,
      sealedName: name ? vault.seal(name.trim()) : null,
      sealedPhone: phone ? vault.seal(phone) : null,
    })),
  );

export const unitsAmong = (parties: readonly MediationPartyInput[]) => given(parties, ({ unitId }) => unitId);
export const peopleAmong = (parties: readonly MediationPartyInput[]) =>
  given(parties, ({ personId }) => personId);

const given = (
  parties: readonly MediationPartyInput[],
  idOf: (party: MediationPartyInput) => string | null | undefined,
) => [...new Set(parties.map(idOf).filter((id): id is string => Boolean(id)))];

/** Opens the seal on a party, and records who read it and why before the answer leaves. */
export async function partyInClear(
  ctx: Context,
  { id, sealedName, sealedPhone }: MediationParty,
  purpose: string,
) {
  await recordUnmasking(ctx, { type: 'MediationParty', id, purpose });
  return sealedName
    ? { name: ctx.vault.open(sealedName), phone: sealedPhone && ctx.vault.open(sealedPhone) }
    : null;
}

const oneSided = (act: Act) =>
  invalidInput(act, 'parties', {
    en: `A dispute has at least one party of each side, and at most ${MOST_PARTIES} in all.`,
    zh: `纠纷双方至少各有一名当事人，总数不超过${MOST_PARTIES}。`,
  });

const nameless = (act: Act) =>
  invalidInput(act, 'parties', {
    en: 'A party is either a person with a name, or a unit.',
    zh: '当事人须为有姓名的个人，或为单位。',
  });
