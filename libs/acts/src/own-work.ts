import { everything, type Scope } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import type { DataSource } from 'typeorm';
import type { Act } from './context';
import { inScope } from './transaction';

/** A part of a service that acts as itself, such as a clock; its id stands in every history that it writes. */
export const itself = (id: string): Actor => ({
  id,
  role: 'OPERATOR',
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
});

interface OwnWork {
  actor: Actor;
  now: Date;
  scope?: Scope;
}

/** Does in one transaction what a service does of itself; everything is in reach unless a scope says otherwise. */
export const ofItself = <Answer>(
  db: DataSource,
  { actor, now, scope = everything }: OwnWork,
  work: (acting: Act) => Promise<Answer>,
): Promise<Answer> => inScope(db, scope, (tx) => work({ db, actor, scope, now, language: 'zh-CN', tx }));

/** Whether no other process is at some work; then none begins it before this transaction ends. */
export async function isAlone({ tx }: Pick<Act, 'tx'>, work: string): Promise<boolean> {
  const [{ isAlone }] = await tx.query(
    `select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' ' || $1, 0)) as "isAlone"`,
    [work],
  );
  return isAlone;
}
