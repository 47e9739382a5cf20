import { poolOf } from '@jinlin/database';
import { forbidden } from '@jinlin/graphql';
import { mayUnmask } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { PersonInClear } from '../generated/graphql';
import type { Person } from './person.entity';

/** Opens the seal on a person, and records who read it and why before the answer leaves. */
export async function inClear(
  { db, vault, actor, now, load }: Context,
  { id }: Person,
  purpose: string,
): Promise<PersonInClear | null> {
  if (!actor || !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (purpose.trim().length < 4) {
    throw new GraphQLError('State the purpose of reading personal data.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const secret = await load.personSecret.load(id);
  if (!secret) return null;

  await poolOf(db).query(
    `insert into access_record (at, actor_id, role, record_type, record_id, purpose)
     values ($1, $2, $3, 'Person', $4, $5)`,
    [now, actor.id, actor.role, id, purpose.trim()],
  );
  return JSON.parse(vault.open(secret.sealed)) as PersonInClear;
}
