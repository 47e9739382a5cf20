import { randomUUID } from 'node:crypto';
import { type Act, act, begin, lockName } from '@jinlin/acts';
import { type Listener, noName, notFound, refusal, say } from '@jinlin/graphql';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type { RegisterPersonInput } from '../generated/graphql';
import { nameKeys } from '../search/name-keys';
import { Person, PersonSecret } from './person.entity';
import { personLife } from './person.life';

export const registerPerson = (ctx: Context, input: RegisterPersonInput) =>
  act(ctx, Person, 'registerPerson', input, (registering) => enrol(ctx, registering, input));

/** What is known of somebody who is new; an identity number says the year of birth by itself. */
type NewPerson = Omit<RegisterPersonInput, 'clientKey'> & { birthYear?: number };

/** Takes somebody onto the register within an act under way; refuses who is on it by their identity number. */
export async function enrol(ctx: Context, registering: Act, given: NewPerson) {
  const { identityNumber, areaId } = given;
  const area = await reached(registering, areaId);
  if (!area) return notFound(ctx, 'Area', areaId);

  const identityHash = identityNumber ? ctx.vault.hash(identityNumber) : null;
  if (identityHash) await lockName(registering.tx, `person ${identityHash.toString('hex')}`);
  const known = identityHash ? await registering.tx.findOneBy(Person, { identityHash }) : null;
  const fault = noName(ctx, 'name', given.name) ?? (known && alreadyRegistered(ctx, known));
  if (fault) return fault;

  const { row, secret } = newPerson(ctx.vault, given);
  const person = await begin(registering, personLife, 'REGISTER', row);
  await registering.tx.insert(PersonSecret, secret);
  return person;
}

/** Somebody new, as everybody may know them, and what is sealed of them. */
export function newPerson(vault: Vault, given: NewPerson) {
  const { phone = null, identityNumber = null, politicalStatus, areaId } = given;
  const id = randomUUID();
  const name = given.name.trim();
  return {
    row: {
      id,
      maskedName: maskName(name),
      maskedPhone: phone ? maskPhone(phone) : null,
      politicalStatus: politicalStatus ?? ('NONE' as const),
      birthYear: identityNumber ? Number(identityNumber.slice(6, 10)) : (given.birthYear ?? null),
      areaId,
      identityHash: identityNumber ? vault.hash(identityNumber) : null,
      state: 'REGISTERED' as const,
    },
    secret: {
      id,
      areaId,
      sealed: vault.seal(JSON.stringify({ name, phone, identityNumber })),
      ...nameKeys(vault, name),
    },
  };
}

export const alreadyRegistered = (ctx: Listener, { id }: Person) =>
  refusal(
    'AlreadyRegistered',
    'ALREADY_REGISTERED',
    say(ctx, {
      en: 'Somebody with this identity number is registered.',
      zh: '该身份证号码已登记。',
    }),
    { personId: id },
  );
