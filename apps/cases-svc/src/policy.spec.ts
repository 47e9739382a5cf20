import { type Role, roles } from '@jinlin/identity';
import { anActor, testDatabase } from '@jinlin/testing';
import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isNonNullType } from 'graphql';
import { policy } from './policy';
import { schema } from './schema';
import { tables } from './tables';
import { ask } from './testing';

const db = testDatabase(tables);

const mutations = Object.values(schema.getMutationType()!.getFields());

/** The least input that a mutation accepts. Nothing it names exists. */
function least(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter(({ type }) => isNonNullType(type));
    return Object.fromEntries(required.map((field) => [field.name, least(field.type)]));
  }
  return SAMPLES[named.name];
}

const SAMPLES: Record<string, unknown> = {
  ID: '00000000-0000-4000-8000-000000000000',
  String: 'x',
  Boolean: true,
  Int: 1,
  DateTime: '2026-11-23T01:30:00Z',
  LocalDate: '2026-11-23',
};

const table = mutations.flatMap(({ name, args }) =>
  roles.map((role): [string, Role, string] => [name, role, args[0]!.type.toString()]),
);

describe('who may do what', () => {
  it.each(table)('%s by a %s', async (name, role, inputType) => {
    const may = (policy as Record<string, readonly Role[]>)[name]!.includes(role);
    const input = least(schema.getType(inputType.replace(/!$/, '')) as GraphQLInputType);
    const mutation = `mutation ($input: ${inputType}) { ${name}(input: $input) { __typename } }`;

    const answer = ask(db, mutation, { input }, { actor: anActor(role) });

    if (may) await expect(answer).resolves.toBeDefined();
    else await expect(answer).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it.each(mutations.map(({ name }) => name))('%s by nobody', async (name) => {
    const field = mutations.find((mutation) => mutation.name === name)!;
    const input = least(field.args[0]!.type);
    const mutation = `mutation ($input: ${field.args[0]!.type}) { ${name}(input: $input) { __typename } }`;

    await expect(ask(db, mutation, { input }, { actor: null })).rejects.toMatchObject({
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });
});
