import { everything, scopeSql } from '@jinlin/database';
import type { Language } from '@jinlin/graphql';
import { type Actor, type Policy, roles } from '@jinlin/identity';
import { type GraphQLSchema, graphql } from 'graphql';
import type { DataSource, EntityManager } from 'typeorm';
import { anActor } from './actors';
import { leastMutations } from './mutations';

/** A Monday morning, when most tests happen. */
export const NOW = new Date('2026-11-23T09:30:00+08:00');

/** As whom, when and in which language something is asked: as an operator, on that Monday, in English. */
export interface Asking {
  actor?: Actor | null;
  now?: Date;
  language?: Language;
}

type Asked = Required<Asking>;
type Answers = (db: DataSource, asked: Asked) => Promise<object & { end(): Promise<void> }>;

/** Asks a subgraph as the gateway would, and hands back the data; the first error is thrown. */
export const asker =
  (schema: GraphQLSchema, contextOf: Answers) =>
  async (
    db: DataSource,
    source: string,
    variableValues: Record<string, unknown> = {},
    { actor = anActor('OPERATOR'), now = NOW, language = 'en' }: Asking = {},
  ) => {
    const contextValue = await contextOf(db, { actor, now, language });
    try {
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
      if (errors?.[0]) throw errors[0];
      return JSON.parse(JSON.stringify(data));
    } finally {
      await contextValue.end();
    }
  };

/** Runs with everything in reach, as a service's own work does. */
export const withReach = <Answer>(db: DataSource, run: (tx: EntityManager) => Promise<Answer>) =>
  db.transaction(async (tx) => {
    await tx.query(scopeSql(everything));
    return run(tx);
  });

/** Tests a service's whole table of rights: every mutation by every role, and by nobody. */
export function testWhoMay(
  db: DataSource,
  policy: Policy,
  schema: GraphQLSchema,
  ask: ReturnType<typeof asker>,
) {
  const mutations = leastMutations(schema);
  const everyRole = mutations.flatMap((mutation) => roles.map((role) => ({ ...mutation, role })));

  it.each(everyRole)('$name by a $role', async ({ name, role, source, variables }) => {
    const answer = ask(db, source, variables, { actor: anActor(role) });

    if (policy[name]?.includes(role)) await expect(answer).resolves.toBeDefined();
    else await expect(answer).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it.each(mutations)('$name by nobody', async ({ source, variables }) => {
    await expect(ask(db, source, variables, { actor: null })).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
}
