import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  GraphQLError,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  parse,
} from 'graphql';
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
    sorts(by: [Order!]!, where: Where, matrix: [[Int!]]): String!
    odd: Odd!
    odds: [Odd!]
    returned: Int
    set: [Int!]!
    grid: [[Inner]!]
    path(a: Int): String
    parent: Parent
  }

  enum Order { NEWEST OLDEST }
  input Where { name: String = "any", orders: [Order!], inner: Where, of: Fen }
  type Odd { int: Int float: Float id: ID bool: Boolean order: Order missing: String mustOrder: Order! }
  type Parent { child: Child! me: Parent }
  type Child { name: String! parent: Parent! fails: Int! later: [Child!]! }

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
    listed: () => [{ must: 1 }, { must: null }, null, later({ must: 4, may: 2 })],
    inner: () => Promise.reject(new Error('inner boom')),
    refused: () => Promise.reject(new GraphQLError('No.', { extensions: { code: 'FORBIDDEN' } })),
    late: (_: unknown, __: unknown, { word }: { word: string }) => later(word),
    sorts: (_: unknown, { by, where, matrix }: Record<string, unknown>) =>
      JSON.stringify({ by, where, matrix }),
    odd: () => ({ int: '7', float: 1, id: 12, bool: 1, order: 'NEWEST', mustOrder: 'OLDEST' }),
    odds: () => [
      { int: 1.5, mustOrder: 'NEWEST' },
      { order: 'SIDEWAYS', mustOrder: 'NEWEST' },
      { mustOrder: 'NONE' },
    ],
    returned: () => new Error('handed back'),
    set: () => new Set([1, 2]),
    grid: () => [[{ must: 1 }, null], later([later({ must: 2 })])],
    path: (_: unknown, { a }: { a?: number }, __: unknown, info: GraphQLResolveInfo) =>
      `${info.path.key} ${info.fieldName} ${info.parentType} ${info.returnType} ${a}`,
    parent: () => ({}),
  },
  Parent: { child: () => later({ name: 'Xiao' }), me: () => ({}) },
  Child: {
    parent: () => ({}),
    fails: () => later(1).then(() => Promise.reject(new Error('child boom'))),
    later: () => [later({ name: 'a' }), { name: 'b' }],
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
  ['input objects and defaults', SORTS(), { w: { orders: ['OLDEST'], inner: { of: 2 } }, o: 'NEWEST' }],
  [
    'a single value where a list is due',
    'query ($b: [Order!]!) { sorts(by: $b, matrix: [[1], null]) }',
    { b: 'OLDEST' },
  ],
  ['an unknown enum value', 'query ($b: [Order!]!) { sorts(by: $b) }', { b: ['SIDEWAYS'] }],
  ['an unknown input field', SORTS(), { w: { colour: 'red' }, o: 'NEWEST' }],
  ['a null input object', SORTS(), { w: null, o: 'OLDEST' }],
  ['leaves of an odd kind', '{ odd { int float id bool order missing mustOrder } }'],
  ['leaves that cannot be', '{ odds { int order mustOrder } }'],
  ['an error handed back', '{ returned }'],
  ['a set', '{ set }'],
  ['a list of lists', '{ grid { must may } }'],
  ['what a resolver is told', 'query ($a: Int) { one: path(a: $a) two: path(a: 2) three: path }', { a: 1 }],
  ['depth', '{ parent { me { child { name parent { child { name later { name later { name } } } } } } } }'],
  [
    'a fault deep down',
    '{ greet parent { me { child { name fails } } child { name parent { child { fails } } } } }',
  ],
  ['the root typename', '{ __typename kind: __typename }'],
  [
    'a fragment on an interface within a union',
    '{ pets { ...A ... on Cat @include(if: true) { lives } } } fragment A on Animal { name ...B } fragment B on Dog { owner }',
  ],
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

function SORTS() {
  return 'query ($w: Where, $o: Order!) { sorts(by: [NEWEST, $o], where: $w) other: sorts(by: [], where: { inner: $w, of: 3 }) }';
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

test('a row that would have to be run is refused at once, since compiled code cannot run it', async () => {
  const lazy = buildSubgraphSchema([
    {
      typeDefs: parse('type Query { row: Row } type Row { count: Int name: String }'),
      resolvers: { Query: { row: () => ({ count: () => 1, name: later('x') }) } },
    },
  ] as never);

  const { errors } = await executor(lazy)({ query: '{ row { count name } }' }, {});

  expect(errors?.map(({ message }) => message)).toEqual([
    'Row.count holds a function or a promise: give the field a resolver.',
    'Row.name holds a function or a promise: give the field a resolver.',
  ]);
});
