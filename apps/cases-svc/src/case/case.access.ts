import { poolOf } from '@jinlin/database';
import { forbidden } from '@jinlin/graphql';
import { mayUnmask } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { Case } from './case.entity';

/** Opens the seal on who asked, and records who read it and why before the answer leaves. */
export async function reporterInClear({ db, vault, actor, now }: Context, row: Case, purpose: string) {
  if (!actor || !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (purpose.trim().length < 4) {
    throw new GraphQLError('State the purpose of reading personal data.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  if (!row.reporterSealedName && !row.reporterSealedPhone) return null;

  await poolOf(db).query(
    `insert into access_record (at, actor_id, role, record_type, record_id, purpose)
     values ($1, $2, $3, 'Case', $4, $5)`,
    [now, actor.id, actor.role, row.id, purpose],
  );
  return {
    name: row.reporterSealedName && vault.open(row.reporterSealedName),
    phone: row.reporterSealedPhone && vault.open(row.reporterSealedPhone),
  };
}
