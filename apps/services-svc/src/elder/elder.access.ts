import { poolOf } from '@jinlin/database';
import { forbidden } from '@jinlin/graphql';
import { mayUnmask } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { ElderProfile } from './elder.entity';

/** Opens the seal on who an elder is, and records who read it and why before the answer leaves. */
export async function elderInClear({ db, vault, actor, now }: Context, row: ElderProfile, purpose: string) {
  if (!actor || !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (purpose.trim().length < 4) {
    throw new GraphQLError('State the purpose of reading personal data.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }

  await poolOf(db).query(
    `insert into access_record (at, actor_id, role, record_type, record_id, purpose)
     values ($1, $2, $3, 'ElderProfile', $4, $5)`,
    [now, actor.id, actor.role, row.id, purpose],
  );
  return {
    name: vault.open(row.sealedName),
    phone: row.sealedPhone && vault.open(row.sealedPhone),
    birthDate: row.birthDate,
  };
}
