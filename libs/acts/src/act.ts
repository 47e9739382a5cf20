import { isRefusal } from '@jinlin/graphql';
import { type EntityManager, type EntityTarget, QueryFailedError } from 'typeorm';
import { attemptOf, claim, type Keyed, type KeyReused, type Recorded, replays } from './client-key';
import type { Act, ActContext } from './context';
import { inScope, Undone } from './transaction';

/**
 * Runs one act in one transaction and answers with the record it changed, or with a refusal that changed nothing.
 * The same client key with the same input answers the same record again, also to a twin that ran at the same
 * moment; with another input it is refused.
 */
export async function act<Row extends Recorded, Answer extends object>(
  ctx: ActContext,
  entity: EntityTarget<Row>,
  name: string,
  input: Keyed,
  deed: (act: Act) => Promise<Answer>,
): Promise<Answer | Row | KeyReused> {
  const attempt = attemptOf(ctx, name, input);
  const replay = async (tx: EntityManager) => (await replays(tx, entity, [attempt])).get(attempt);

  const done = await inScope<Answer | Row | KeyReused | Undone>(ctx.db, ctx.scope, async (tx) => {
    const replayed = await replay(tx);
    if (replayed) return replayed;

    const answer = await deed({ ...attempt.ctx, tx });
    if (isRefusal(answer)) return new Undone(answer);

    // What is no refusal is the record that the act made or changed.
    const record = answer as unknown as Recorded;
    return (await claim(tx, [[attempt, record]])) ? answer : new Undone();
  });
  if (!(done instanceof Undone)) return done;

  // A twin may have done it in the meantime: then its answer is ours, and not the refusal that it caused.
  const twin = await inScope(ctx.db, ctx.scope, replay);
  if (twin) return twin;
  // What the deed refused with is one of its answers.
  if (done.refusal) return done.refusal as unknown as Answer;
  throw new Error(`The client key of ${name} was taken by a twin that then vanished.`);
}

/** Whether a fault is the database holding to a named constraint or unique index. */
export const violates = (fault: unknown, constraint: string) =>
  fault instanceof QueryFailedError &&
  (fault.driverError as { constraint?: string }).constraint === constraint;

/** A lock on a subject that has no row yet, held to the end of the transaction. */
export const lockName = (tx: EntityManager, name: string) =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
