import { keyReused } from '@jinlin/graphql';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ActContext, Acting } from './context';
import { mustBeKeepable } from './input';
import { hashOf } from './input-hash';

/** The keys under which acts were done. A retried request finds its answer here. */
export const clientKeyTable = /* SQL */ `
  create table client_key (
    actor_id text not null,
    key text not null,
    act text not null,
    body_hash bytea not null,
    record_id uuid not null,
    at timestamptz not null,
    primary key (actor_id, key)
  );
`;

/** Input under a key of the client's choice. */
export interface Keyed {
  clientKey: string;
}

export interface Recorded extends ObjectLiteral {
  id: string;
}

export type KeyReused = ReturnType<typeof keyReused>;

/** Somebody's attempt at an act, by the key and the content of what they asked for. */
export interface Attempt {
  ctx: Acting;
  act: string;
  key: string;
  bodyHash: Buffer;
}

export function attemptOf(ctx: ActContext, act: string, input: Keyed): Attempt {
  const { actor } = ctx;
  if (!actor) throw new Error('An act needs an actor; the policy lets nobody else in.');

  mustBeKeepable(ctx, input);
  return { ctx: { ...ctx, actor }, act, key: input.clientKey, bodyHash: hashOf(input) };
}

/** What attempts under the same key have in common. */
export const nameOf = ({ ctx, key }: Attempt) => named(ctx.actor.id, key);
const named = (actorId: string, key: string) => JSON.stringify([actorId, key]);

interface Known {
  actorId: string;
  key: string;
  act: string;
  bodyHash: Buffer;
  recordId: string;
}

const KNOWN = /* SQL */ `
  select actor_id as "actorId", key, act, body_hash as "bodyHash", record_id as "recordId"
  from client_key
  where (actor_id, key) in (select * from unnest($1::text[], $2::text[]))
`;

/** The answers to those attempts whose key is known: the record of then, or that the key was for something else. */
export async function replays<Row extends Recorded>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  attempts: readonly Attempt[],
) {
  const answers = new Map<Attempt, Row | KeyReused>();
  if (attempts.length === 0) return answers;

  const keys: Known[] = await tx.query(KNOWN, [
    attempts.map(({ ctx }) => ctx.actor.id),
    attempts.map(({ key }) => key),
  ]);
  const knownAs = new Map(keys.map((known) => [named(known.actorId, known.key), known]));
  for (const attempt of attempts) {
    const known = knownAs.get(nameOf(attempt));
    if (known) answers.set(attempt, await answerOf(tx, entity, attempt, known));
  }
  return answers;
}

const answerOf = <Row extends Recorded>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  { ctx, act, key, bodyHash }: Attempt,
  known: Known,
) =>
  known.act === act && known.bodyHash.equals(bodyHash)
    ? tx.getRepository(entity).findOneByOrFail({ id: known.recordId } as never)
    : keyReused(ctx, key);

/**
 * Writes keys beside the records that were made under them; false when a twin has just committed under one of them. All
 * write them in one order, so that none waits for one that waits for it.
 */
export async function claim(tx: EntityManager, made: readonly (readonly [Attempt, Recorded])[]) {
  if (made.length === 0) return true;

  const sorted = made.toSorted(([one], [other]) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const claimed: unknown[] = await tx.query(CLAIM, [
    sorted.map(([attempt]) => attempt.ctx.actor.id),
    sorted.map(([attempt]) => attempt.key),
    sorted.map(([attempt]) => attempt.act),
    sorted.map(([attempt]) => attempt.bodyHash),
    sorted.map(([, { id }]) => id),
    sorted.map(([attempt]) => attempt.ctx.now),
  ]);
  return claimed.length === made.length;
}

const CLAIM = /* SQL */ `
  insert into client_key
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::uuid[], $6::timestamptz[])
  on conflict do nothing
  returning key
`;
