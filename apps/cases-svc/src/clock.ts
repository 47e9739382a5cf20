import type { Act } from '@jinlin/acts';
import { type Scope, scopeSql } from '@jinlin/database';
import type { DataSource } from 'typeorm';

/** The clock acts as itself; it stands so in every history that it writes. */
export const CLOCK = {
  id: 'case-clock',
  role: 'OPERATOR',
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
} as const;

/** Does what falls due of itself, in one transaction in which the clock acts. */
export const byClock = <Answer>(
  db: DataSource,
  { now, scope }: { now: Date; scope: Scope },
  tick: (acting: Act) => Promise<Answer>,
): Promise<Answer> =>
  db.transaction(async (tx) => {
    await tx.query(scopeSql(scope));
    return tick({ db, actor: CLOCK, scope, now, language: 'zh-CN', tx });
  });

/** Whether no other process is at some work; then none begins it before this transaction ends. */
export async function isAlone({ tx }: Act, work: string): Promise<boolean> {
  const [{ isAlone }] = await tx.query(
    `select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' ' || $1, 0)) as "isAlone"`,
    [work],
  );
  return isAlone;
}
