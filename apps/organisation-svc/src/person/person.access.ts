import { poolOf, scopedReader, statement } from '@jinlin/database';
import { forbidden } from '@jinlin/graphql';
import { mayUnmask } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { PersonInClear } from '../generated/graphql';
import type { Person, PersonSecret } from './person.entity';

/** What row-level security lets this actor see; the area's path is not asked again here, for it is the same rule. */
const SEALED = statement(/* SQL */ `select sealed from person_secret where id = $1`);

/** Opens the seal on a person, and records who read it and why before the answer leaves. */
export async function inClear(ctx: Context, { id }: Person, purpose: string): Promise<PersonInClear | null> {
  const { db, vault, actor, now } = ctx;
  if (!actor || !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (purpose.trim().length < 4) {
    throw new GraphQLError('State the purpose of reading personal data.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const sealed = await sealedOf(ctx, id);
  if (!sealed) return null;

  await poolOf(db).query(
    `insert into access_record (at, actor_id, role, record_type, record_id, purpose)
     values ($1, $2, $3, 'Person', $4, $5)`,
    [now, actor.id, actor.role, id, purpose.trim()],
  );
  return JSON.parse(vault.open(sealed)) as PersonInClear;
}

async function sealedOf({ db, scope }: Context, id: string) {
  const read = scopedReader(poolOf(db), scope);
  try {
    const [secret] = await read.rows<Pick<PersonSecret, 'sealed'>>(SEALED, [id]);
    return secret?.sealed ?? null;
  } finally {
    await read.end();
  }
}
