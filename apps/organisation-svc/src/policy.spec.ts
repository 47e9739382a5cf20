import { type Role, roles } from '@jinlin/identity';
import { anActor, leastMutations, testDatabase } from '@jinlin/testing';
import { policy } from './policy';
import { schema } from './schema';
import { tables } from './tables';
import { ask } from './testing';

const db = testDatabase(tables);

const mutations = leastMutations(schema);
const everyRole = mutations.flatMap((mutation) => roles.map((role) => ({ ...mutation, role })));

describe('who may do what', () => {
  it.each(everyRole)('$name by a $role', async ({ name, role, source, variables }) => {
    const may = (policy as Record<string, readonly Role[]>)[name]!.includes(role);

    const answer = ask(db, source, variables, { actor: anActor(role) });

    if (may) await expect(answer).resolves.toBeDefined();
    else await expect(answer).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it.each(mutations)('$name by nobody', async ({ source, variables }) => {
    await expect(ask(db, source, variables, { actor: null })).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
