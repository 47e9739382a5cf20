import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, GraphQLScalarType, type GraphQLSchema, parse } from 'graphql';
import { executor } from './execution';

const typeDefs = parse(/* GraphQL */ `
  scalar Fen

  type Query {
    animals: [Animal!]!
    pets: [Pet]
    greet(name: String = "stranger", times: Int! = 1): String
    price(of: Fen): Fen
    fault: Int
    listed: [Inner]
    inner: Inner
    refused: Int
    late: String
  }

  type Mutation {
    add(n: Int!): Int!
  }

  interface Animal { name: String! }
  type Dog implements Animal @key(fields: "name") { name: String! barks: Boolean! owner(prefix: String): String }
  type Cat implements Animal { name: String! lives: Int! }
  union Pet = Dog | Cat
  type Inner { must: Int! may: Int }
`);

let total = 0;
const rex = { __typename: 'Dog', name: 'Rex', barks: true };
const tom = { __typename: 'Cat', name: 'Tom', lives: 9 };
const later = <Value>(value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), 1));

const resolvers = {
  Fen: new GraphQLScalarType<number, number>({
    name: 'Fen',
    parseValue: (value) => {
      if (Number.isInteger(value)) return (value as number) * 100;
      throw new GraphQLError('This is not Fen.', { extensions: { code: 'BAD_USER_INPUT' } });
    },
    serialize: (value) => (value as number) / 100,
  }),
  Animal: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  Query: {
    animals: () => [rex, tom],
    pets: () => [rex, null, later(tom)],
    greet: (_: unknown, { name, times }: { name: string | null; times: number }) =>
      `hello ${name} `.repeat(times),
    price: (_: unknown, { of }: { of?: number }) => of ?? null,
    fault: () => {
      throw new Error('boom');
    },
    listed: () => [{ must: 1 }, { must: null }, null, later({ must: () => later(4), may: 2 })],
    inner: () => ({ must: () => Promise.reject(new Error('inner boom')) }),
    refused: () => Promise.reject(new GraphQLError('No.', { extensions: { code: 'FORBIDDEN' } })),
    late: (_: unknown, __: unknown, { word }: { word: string }) => later(word),
  },
  Mutation: {
    add: async (_: unknown, { n }: { n: number }) => {
      const before = await later(total);
      total = before + n;
      return total;
    },
  },
  Dog: {
    __resolveReference: ({ name }: { name: string }) => {
      if (name === 'ghost') throw new Error('no such dog');
      return later(name === 'nobody' ? null : { ...rex, name });
    },
    owner: (_: unknown, { prefix }: { prefix?: string }) => later(`${prefix ?? ''}Li`),
  },
};

const schema: GraphQLSchema = buildSubgraphSchema([{ typeDefs, resolvers }] as never);

const battery: [string, string, Record<string, unknown>?][] = [
  ['an interface', '{ animals { __typename name ... on Dog { barks } ... on Cat { lives } } }'],
  ['a union with a null and a promise', '{ pets { ... on Dog { name } ... on Animal { n: name } } }'],
  [
    'aliases and fragments',
    '{ a: animals { ...A } b: animals { ...A kind: __typename } } fragment A on Animal { name }',
  ],
  ['fields merged', '{ animals { name } animals { __typename ... on Dog { barks } } }'],
  ['defaults', '{ greet }'],
  ['a null where there is a default', 'query ($n: String) { greet(name: $n) }', { n: null }],
  ['a variable left out', 'query ($n: String, $t: Int! = 2) { greet(name: $n, times: $t) }', {}],
  ['a scalar in and out', 'query ($f: Fen) { price(of: $f) again: price(of: $f) }', { f: 3 }],
  ['a scalar refused', 'query ($f: Fen) { price(of: $f) }', { f: 'three' }],
  ['a variable missing', 'query ($t: Int!) { greet(times: $t) }', {}],
  ['@skip and @include true', SKIPS(), { yes: true, no: false }],
  ['@skip and @include false', SKIPS(), { yes: false, no: true }],
  ['a fault', '{ greet fault }'],
  ['a fault with a code', '{ greet refused }'],
  ['a null that may not be, in a list', '{ listed { must may } }'],
  ['a rejection beneath a non-null', '{ greet inner { must } }'],
  ['the context', '{ late }'],
  [
    'entities',
    ENTITIES(),
    {
      r: [
        { __typename: 'Dog', name: 'Fido' },
        { __typename: 'Dog', name: 'nobody' },
      ],
    },
  ],
  [
    'an entity that fails',
    ENTITIES(),
    {
      r: [
        { __typename: 'Dog', name: 'Fido' },
        { __typename: 'Dog', name: 'ghost' },
      ],
    },
  ],
  ['introspection', '{ __schema { queryType { name } } __type(name: "Dog") { fields { name } } }'],
];

function SKIPS() {
  return `query ($yes: Boolean!, $no: Boolean!) {
    greet @include(if: $yes)
    animals @skip(if: $no) { name @include(if: $no) ... on Dog @include(if: $yes) { barks owner(prefix: "Mx ") } ... @skip(if: $yes) { __typename } }
  }`;
}

function ENTITIES() {
  return 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Dog { name owner } } }';
}

/** The errors without where in the text they arose, which a subgraph does not tell. */
const plain = (answer: object) => {
  const { errors, ...rest } = JSON.parse(JSON.stringify(answer));
  return { ...rest, errors: errors?.map(({ locations, ...error }: { locations: unknown }) => error) };
};

describe('what is compiled answers as graphql-js does:', () => {
  it.each(battery)('%s', async (_, query, variables = {}) => {
    const context = { word: 'so' };
    const expected = plain(
      await execute({ schema, document: parse(query), variableValues: variables, contextValue: context }),
    );
    const run = executor(schema);

    for (let i = 0; i < 5; i += 1) expect(plain(await run({ query, variables }, context))).toEqual(expected);
  });
});

test('mutations run one after the other', async () => {
  const run = executor(schema);

  for (let i = 0; i < 5; i += 1) {
    total = 0;
    const { data } = await run({ query: 'mutation { a: add(n: 1) b: add(n: 2) c: add(n: 3) }' }, {});
    expect({ ...data }).toEqual({ a: 1, b: 3, c: 6 });
  }
});

test('of a document with two operations the one asked for runs', async () => {
  const run = executor(schema);
  const query = 'query A { a: greet } query B { b: greet }';

  for (let i = 0; i < 5; i += 1) {
    expect(Object.keys((await run({ query, operationName: 'B' }, {})).data!)).toEqual(['b']);
    expect(Object.keys((await run({ query, operationName: 'A' }, {})).data!)).toEqual(['a']);
  }
});

test.each([
  ['{ greet', 'GRAPHQL_PARSE_FAILED'],
  ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
])('%p is refused with %s', async (query, code) => {
  expect((await executor(schema)({ query }, {})).errors).toMatchObject([{ extensions: { code } }]);
});
