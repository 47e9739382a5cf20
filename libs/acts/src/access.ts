import { poolOf } from '@jinlin/database';
import { forbidden } from '@jinlin/graphql';
import { mayUnmask } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { ActContext } from './context';

/** Who read personal data in clear, when and why. */
export const accessTable = /* SQL */ `
  create table access_record (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_id text not null,
    role text not null,
    record_type text not null,
    record_id uuid not null,
    purpose text not null
  );
`;

/** The shortest purpose that says something. */
const LEAST_PURPOSE = 4;

/**
 * Lets somebody with the right scope and a stated purpose read a record's personal data in clear; what they read is
 * recorded before they have it. Anybody else is refused.
 */
export const recordUnmasking = (
  ctx: ActContext,
  { type, id, purpose }: { type: string; id: string; purpose: string },
) => recordUnmaskings(ctx, { type, ids: [id], purpose });

/** Lets the same somebody read many records for one purpose, as `recordUnmasking` does one. */
export async function recordUnmaskings(
  { db, actor, now }: ActContext,
  { type, ids, purpose }: { type: string; ids: readonly string[]; purpose: string },
) {
  if (!actor || !mayUnmask(actor)) throw forbidden('Clear names and numbers need the scope pii:read.');
  if (purpose.trim().length < LEAST_PURPOSE) {
    throw new GraphQLError('State the purpose of reading personal data.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  if (ids.length === 0) return;

  await poolOf(db).query(
    `insert into access_record (at, actor_id, role, record_type, record_id, purpose)
     select $1, $2, $3, $4, id, $6 from unnest($5::uuid[]) as read (id)`,
    [now, actor.id, actor.role, type, ids, purpose.trim()],
  );
}
