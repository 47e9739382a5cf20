import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { compileCost } from './cost';

const schema = buildSchema(/* GraphQL */ `
  type Query { case: Case cases(first: Int!): Connection! list(first: Int): [Case!]! count: Int! found: [Found!]! }
  type Mutation { open: Case count: Int }
  type Connection { nodes: [Case!]! edges: [Edge!]! pageInfo: PageInfo! }
  type Edge { cursor: String! node: Case! }
  type PageInfo { endCursor: String }
  interface Thing { area: Area }
  type Case implements Thing { title: String! tags: [String!]! area: Area actions: [Action!]! cases(first: Int!): Connection! }
  type Action { name: String! }
  type Area { name: String! ancestors: [Area!]! }
  union Found = Case | Area
`);

const cost = (source: string, variables = {}) => {
  const document = parse(source);
  return compileCost(schema, document, document.definitions[0] as OperationDefinitionNode)(variables);
};

test.each([
  ['plain values cost nothing', '{ count }', 0],
  ['an object costs 1', '{ case { title tags } }', 1],
  ['objects within objects cost 1 each', '{ case { area { name } } }', 2],
  [
    'a page costs what it may hold',
    '{ cases(first: 20) { nodes { title } pageInfo { endCursor } } }',
    1 + 20 + 1,
  ],
  ['edges count with their nodes', '{ cases(first: 20) { edges { node { title } } } }', 1 + 20 * 2],
  [
    'pages within pages multiply',
    '{ cases(first: 10) { nodes { cases(first: 10) { nodes { title } } } } }',
    1 + 10 * (1 + 1 + 10),
  ],
  ['a list with a length costs as much', '{ list(first: 30) { area { name } } }', 30 * 2],
  ['a list without one counts five times', '{ list { title } }', 5],
  ['so does one within a page', '{ cases(first: 10) { nodes { actions { name } } } }', 1 + 10 * (1 + 5)],
  [
    'the length of a page is not that of lists further in',
    '{ cases(first: 100) { nodes { area { ancestors { name } } } } }',
    1 + 100 * (1 + 1 + 5),
  ],
  [
    'a fragment costs what is in it',
    '{ cases(first: 10) { ...F } } fragment F on Connection { nodes { area { name } } }',
    1 + 10 * 2,
  ],
  [
    'what is asked for twice costs once',
    '{ case { area { name } ...F } } fragment F on Case { area { ancestors { name } } }',
    1 + 1 + 5,
  ],
  [
    'every type that may come is counted',
    '{ found { ... on Case { area { name } } ... on Area { ancestors { name } } } }',
    5 * (1 + 1 + 5),
  ],
  ['an act costs 10 besides', 'mutation { a: open { title } b: open { title } }', 2 * 10 + 2],
])('%s', (_, source, expected) => {
  expect(cost(source)).toBe(expected);
});

test('the length of a page may come with the request', () => {
  const source = 'query ($n: Int!) { cases(first: $n) { nodes { title } } }';

  expect([cost(source, { n: 50 }), cost(source, { n: 2 })]).toEqual([51, 3]);
});

test('a length below nothing saves nothing', () => {
  expect(cost('{ cases(first: -100) { nodes { title } } }')).toBeGreaterThan(0);
});
