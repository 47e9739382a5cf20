import { scopeSql } from '@jinlin/database';
import { type AnyRefusal, isRefusal, keyReused } from '@jinlin/graphql';
import { type EntityManager, type EntityTarget, QueryFailedError } from 'typeorm';
import type { Act, ActContext } from './context';
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

type KeyReused = ReturnType<typeof keyReused>;

interface Recorded {
  id: string;
}

/**
 * Runs one act in one transaction and answers with the record it changed, or with a refusal that changed nothing.
 * The same client key with the same input answers the same record again, also to a twin that ran at the same
 * moment; with another input it is refused.
 */
export async function act<Row extends Recorded, Answer extends object>(
  ctx: ActContext,
  entity: EntityTarget<Row>,
  name: string,
  input: { clientKey: string },
  deed: (act: Act) => Promise<Answer>,
): Promise<Answer | Row | KeyReused> {
  mustBeKeepable(ctx, input);
  const attempt: Attempt = { name, key: input.clientKey, bodyHash: hashOf(input) };

  const done = await inScope<Answer | Row | KeyReused | Undone>(ctx, async (running) => {
    const replayed = await replay(running, entity, attempt);
    if (replayed) return replayed;

    const answer = await deed(running);
    if (isRefusal(answer)) return new Undone(answer);

    return (await claim(running, attempt, answer as unknown as Recorded)) ? answer : new Undone(null);
  });
  if (!(done instanceof Undone)) return done;

  // A twin may have done it in the meantime: then its answer is ours, and not the refusal that it caused.
  const twin = await inScope(ctx, (running) => replay(running, entity, attempt));
  if (twin) return twin;
  // What the deed refused with is one of its answers.
  if (done.refusal) return done.refusal as unknown as Answer;
  throw new Error(`The client key of ${name} was taken by a twin that then vanished.`);
}

interface Attempt {
  name: string;
  key: string;
  bodyHash: Buffer;
}

/** An act that was given up: rolled back, with the refusal that says why. */
class Undone {
  constructor(readonly refusal: AnyRefusal | null) {}
}

/** Runs in a transaction that row-level security holds to the actor's reach; rolls back what is undone. */
async function inScope<Answer>(ctx: ActContext, run: (act: Act) => Promise<Answer>): Promise<Answer> {
  const { actor } = ctx;
  if (!actor) throw new Error('An act needs an actor; the policy lets nobody else in.');

  const runner = ctx.db.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(scopeSql(ctx.scope));
    const answer = await run({ ...ctx, actor, tx: runner.manager });
    if (answer instanceof Undone) await runner.rollbackTransaction();
    else await runner.commitTransaction();
    return answer;
  } catch (fault) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw fault;
  } finally {
    await runner.release();
  }
}

async function replay<Row extends Recorded>(
  { tx, actor, ...ctx }: Act,
  entity: EntityTarget<Row>,
  { name, key, bodyHash }: Attempt,
) {
  const [known] = (await tx.query(
    'select act, body_hash, record_id from client_key where actor_id = $1 and key = $2',
    [actor.id, key],
  )) as { act: string; body_hash: Buffer; record_id: string }[];
  if (!known) return null;
  if (known.act !== name || !known.body_hash.equals(bodyHash)) return keyReused(ctx, key);

  return tx.getRepository(entity).findOneByOrFail({ id: known.record_id } as never);
}

/** Writes the key beside the record it made; false when a twin has just committed under the same key. */
async function claim({ tx, actor, now }: Act, { name, key, bodyHash }: Attempt, { id }: Recorded) {
  try {
    await tx.query('insert into client_key values ($1, $2, $3, $4, $5, $6)', [
      actor.id,
      key,
      name,
      bodyHash,
      id,
      now,
    ]);
    return true;
  } catch (fault) {
    if (violates(fault, 'client_key_pkey')) return false;
    throw fault;
  }
}

/** Whether a fault is the database holding to a named constraint or unique index. */
export const violates = (fault: unknown, constraint: string) =>
  fault instanceof QueryFailedError &&
  (fault.driverError as { constraint?: string }).constraint === constraint;

/** A lock on a subject that has no row yet, held to the end of the transaction. */
export const lockName = (tx: EntityManager, name: string) =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
