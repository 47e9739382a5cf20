import { execute, type GraphQLFieldResolver, parse } from 'graphql';
import { type Feature, subgraph } from './subgraph';

const count = jest.fn(async () => 7);
const things: Feature = {
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])
    type Query { things: ThingConnection! }
    type ThingConnection { nodes: [String!]! totalCount: Int! }
  `),
  resolvers: { Query: { things: () => ({ nodes: ['a'], totalCount: count }) } },
};

/** As compiled queries do: a field without a resolver is read straight off the row. */
const plainProperty: GraphQLFieldResolver<Record<string, unknown>, unknown> = (row, _, __, { fieldName }) =>
  row[fieldName];

const ask = (query: string) =>
  execute({ schema: subgraph([things], {}), document: parse(query), fieldResolver: plainProperty });

describe('the figures of a list', () => {
  it('are counted when they are asked for', async () => {
    expect(await ask('{ things { totalCount } }')).toEqual({ data: { things: { totalCount: 7 } } });
  });

  it('cost nothing when they are not', async () => {
    count.mockClear();

    expect(await ask('{ things { nodes } }')).toEqual({ data: { things: { nodes: ['a'] } } });
    expect(count).not.toHaveBeenCalled();
  });
});

describe('a policy', () => {
  it('names exactly the mutations, or nothing starts', () => {
    expect(() => subgraph([things], { openThing: ['OPERATOR'] })).toThrow('Unknown: openThing');
  });
});
