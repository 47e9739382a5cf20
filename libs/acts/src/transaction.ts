import { type Scope, scopeSql } from '@jinlin/database';
import type { AnyRefusal } from '@jinlin/graphql';
import type { DataSource, EntityManager } from 'typeorm';

/** What was given up: rolled back, with the refusal that says why, if one does. */
export class Undone {
  constructor(readonly refusal: AnyRefusal | null = null) {}
}

/** Runs in a transaction that row-level security holds to a scope; rolls back what is undone. */
export async function inScope<Answer>(
  db: DataSource,
  scope: Scope,
  run: (tx: EntityManager) => Promise<Answer>,
): Promise<Answer> {
  const runner = db.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(scopeSql(scope));
    const answer = await run(runner.manager);
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
