import { type Scope, scopeSql } from '@jinlin/database';
import type { Act } from './context';

/**
 * Runs with another reach than the actor's: with the eyes of the person concerned, or with everybody's. What an act must
 * know or set right may lie where the actor does not see it; nothing of it is shown but that it stands in the way.
 */
export async function reaching<Answer>(
  { tx, scope }: Act,
  other: Partial<Scope>,
  run: () => Promise<Answer>,
): Promise<Answer> {
  await tx.query(scopeSql({ ...scope, ...other }));
  const answer = await run();
  await tx.query(scopeSql(scope));
  return answer;
}
