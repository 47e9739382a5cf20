// A small graph of three subgraphs with every kind of thing that a plan can hold. The executor is tested on it.
import { setTimeout as pause } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { SubgraphRequest } from '@jinlin/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql';

const shared = /* GraphQL */ `
  extend schema @link(
    url: "https://specs.apollo.dev/federation/v2.7"
    import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@inaccessible"]
  )
  scalar Moment
  interface Refusal { message: String! }
  type NotFound implements Refusal @shareable { message: String! id: ID! }
`;

const areas = ['hejiang', 'fuyang', 'guiyuanlin', 'taohua'].map((id, i, all) => ({
  id,
  name: `${id} 社区`,
  code: i === 3 ? null : String(510522 + i),
  level: ['COUNTY', 'TOWNSHIP', 'COMMUNITY', 'HAMLET'][i],
  parentId: all[i - 1],
  size: (i + 1) * 100,
}));
const people = ['li', 'wang', 'zhao'].map((id, i) => ({
  __typename: 'Person',
  id,
  name: `${id} ${i}`,
  age: 30 + i,
}));
const units = ['housing', 'police'].map((id, i) => ({
  __typename: 'Unit',
  id,
  name: id,
  headId: people[i]!.id,
  areaId: areas[i]!.id,
  size: 5 + i,
}));
const parties = [...people, ...units];

const byId = <Row extends { id: string }>(rows: readonly Row[], id: string | undefined | null) =>
  rows.find((row) => row.id === id) ?? null;
const soon = <Value>(value: Value) => new Promise<Value>((resolve) => setImmediate(() => resolve(value)));
const no = (code: string) => {
  throw new GraphQLError(`No: ${code}.`, { extensions: { code } });
};
const area = (id: string | null | undefined) => byId(areas, id);

const organisation = {
  typeDefs: /* GraphQL */ `
    type Query {
      area(id: ID!): Area
      areas(ids: [ID!]): [Area!]!
      parties: [Party!]!
      party(id: ID!): Party
      search(text: String): [Found]
      forbidden: String
      strict: Area!
      now(plus: Int = 1): Moment
    }
    enum Level { COUNTY TOWNSHIP COMMUNITY HAMLET @inaccessible }
    type Area @key(fields: "id") {
      id: ID!
      name: String!
      code: String
      level: Level
      parent: Area
      children: [Area!]!
      grid: [[Area]!]
      size: Int!
      fragile: String
      unit: Unit
    }
    interface Party @key(fields: "id") { id: ID! name: String! }
    type Unit implements Party @key(fields: "id") { id: ID! name: String! head: Person area: Area! size: Int! }
    type Person implements Party @key(fields: "id") { id: ID! name(upper: Boolean): String! age: Int }
    union Found = Area | Unit | Person
  `,
  resolvers: {
    Query: {
      area: (_: unknown, { id }: { id: string }) => soon(area(id)),
      areas: (_: unknown, { ids }: { ids?: string[] }) => areas.filter(({ id }) => !ids || ids.includes(id)),
      parties: () => parties,
      party: (_: unknown, { id }: { id: string }) => byId<{ id: string }>(parties, id),
      search: () => [
        { __typename: 'Area', ...areas[2] },
        null,
        units[0],
        people[2],
        { __typename: 'Area', ...areas[0] },
        units[0],
      ],
      forbidden: () => no('FORBIDDEN'),
      strict: () => no('BROKEN'),
      now: (_: unknown, { plus }: { plus: number }) => `2026-11-2${plus}`,
    },
    Found: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Party: {
      __resolveType: ({ __typename }: { __typename: string }) => __typename,
      __resolveReference: ({ id }: { id: string }) => byId<{ id: string }>(parties, id),
    },
    Refusal: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Area: {
      __resolveReference: ({ id }: { id: string }) => soon(area(id)),
      parent: ({ parentId }: { parentId?: string }) => area(parentId),
      children: ({ id }: { id: string }) => areas.filter(({ parentId }) => parentId === id),
      grid: () => [[areas[0], null], [areas[1], areas[2]], []],
      fragile: ({ id }: { id: string }) => (id === 'fuyang' ? no('BROKEN') : `whole ${id}`),
      unit: ({ id }: { id: string }) => units.find(({ areaId }) => areaId === id) ?? null,
    },
    Unit: {
      __resolveReference: ({ id }: { id: string }) => byId(units, id),
      head: ({ headId }: { headId: string }) => byId(people, headId),
      area: ({ areaId }: { areaId: string }) => area(areaId),
    },
    Person: {
      __resolveReference: ({ id }: { id: string }) => byId(people, id),
      name: ({ name }: { name: string }, { upper }: { upper?: boolean }) =>
        upper ? name.toUpperCase() : name,
    },
  },
};

/** How much slow work was begun, and how much of it given up because nobody waited any more. */
export const slowness = { begun: 0, givenUp: 0 };

const cases = Array.from({ length: 9 }, (_, i) => ({
  id: `case-${i}`,
  title: `Case ${i}`,
  state: i % 2 ? 'OPEN' : 'CLOSED',
  areaId: i === 4 ? 'nowhere' : i === 5 ? null : areas[i % 3]!.id,
  unitId: i % 3 === 2 ? null : units[i % 2]!.id,
  subject:
    i % 2 ? { __typename: 'Person', id: people[i % 3]!.id } : { __typename: 'Unit', id: units[i % 2]!.id },
}));

const casesSubgraph = {
  typeDefs: /* GraphQL */ `
    type Query {
      cases(first: Int!, state: State, where: CaseFilter): CaseConnection!
      case(id: ID!): Case
      latest: Case!
      "What the subgraph heard of who asks."
      heard: String
      "Takes its time."
      slow(ms: Int!): Int
    }
    type Mutation { openCase(title: String!, tags: [String!]): OpenCaseResult! closeCase(id: ID!): OpenCaseResult! }
    input CaseFilter { state: State = OPEN, area: ID, not: CaseFilter }
    enum State { OPEN CLOSED }
    type CaseConnection { nodes: [Case!]! edges: [CaseEdge!]! total: Int }
    type CaseEdge { cursor: String! node: Case! }
    type Case @key(fields: "id") {
      id: ID!
      title: String!
      state: State!
      area: Area
      areas: [Area]
      unit: Unit
      subject: Subject
      related(first: Int!): [Case!]
      fault: Int
      mustNot: Area!
    }
    union Subject = Person | Unit
    union OpenCaseResult = Case | NotFound
    type Person @key(fields: "id") { id: ID! cases(first: Int!): [Case!]! }
    type Unit @key(fields: "id") { id: ID! size: Int! @external workload: Int! @requires(fields: "size") cases(first: Int!): [Case!]! }
    type Area @key(fields: "id") {
      id: ID!
      cases(first: Int!): [Case!]!
      caseCount: Int!
      unit: Unit @external
      burden: Int @requires(fields: "unit { size } ")
    }
  `,
  resolvers: {
    Query: {
      cases: (
        _: unknown,
        { first, state, where }: { first: number; state?: string; where?: { state: string } },
      ) => {
        const found = cases
          .filter((one) => [undefined, null, one.state].includes(state ?? where?.state))
          .slice(0, first);
        return { nodes: found, edges: found.map((node) => ({ cursor: node.id, node })), total: found.length };
      },
      case: (_: unknown, { id }: { id: string }) => byId(cases, id),
      latest: () => cases[8],
      heard: (_: unknown, __: unknown, { actor, language, requestId, deadline }: Partial<SubgraphRequest>) =>
        JSON.stringify({ actor, language, requestId, deadline }),
      slow: async (_: unknown, { ms }: { ms: number }, { signal }: Partial<SubgraphRequest>) => {
        slowness.begun += 1;
        await pause(ms, undefined, signal ? { signal } : {}).catch(() => {
          slowness.givenUp += 1;
        });
        return ms;
      },
    },
    Mutation: {
      openCase: (_: unknown, { title, tags }: { title: string; tags?: string[] }) => ({
        __typename: 'Case',
        ...cases[1],
        title: `${title} ${tags?.join()}`,
      }),
      closeCase: (_: unknown, { id }: { id: string }) => ({
        __typename: 'NotFound',
        message: `No case ${id}.`,
        id,
      }),
    },
    OpenCaseResult: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Subject: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Refusal: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Case: {
      __resolveReference: ({ id }: { id: string }) => byId(cases, id),
      area: ({ areaId }: { areaId: string | null }) => areaId && { id: areaId },
      areas: () => [{ id: 'hejiang' }, null, { id: 'nowhere' }, { id: 'fuyang' }],
      unit: ({ unitId }: { unitId: string | null }) => unitId && { id: unitId },
      related: (_: unknown, { first }: { first: number }) => cases.slice(0, first),
      fault: ({ id }: { id: string }) => (id === 'case-1' ? no('BROKEN') : 1),
      mustNot: ({ areaId }: { areaId: string | null }) => areaId && { id: areaId },
    },
    Person: { cases: (_: unknown, { first }: { first: number }) => cases.slice(0, first) },
    Unit: {
      workload: ({ size }: { size: number }) => size * 10,
      cases: ({ id }: { id: string }, { first }: { first: number }) =>
        cases.filter(({ unitId }) => unitId === id).slice(0, first),
    },
    Area: {
      cases: ({ id }: { id: string }, { first }: { first: number }) =>
        cases.filter(({ areaId }) => areaId === id).slice(0, first),
      caseCount: ({ id }: { id: string }) =>
        id === 'taohua' ? null : cases.filter(({ areaId }) => areaId === id).length,
      burden: ({ unit }: { unit?: { size: number } }) => unit?.size ?? null,
    },
  },
};

const services = {
  typeDefs: /* GraphQL */ `
    type Query { sites: [Site!]! }
    type Site @key(fields: "id") { id: ID! name: String! area: Area! seats: Int opens: [Moment!] }
    type Area @key(fields: "id") { id: ID! sites(first: Int!): [Site!]! siteNames: [String]! fail: String }
    type Case @key(fields: "id") { id: ID! site: Site }
    type Party @key(fields: "id") @interfaceObject { id: ID! rating: Int raters(first: Int!): [Party!]! }
  `,
  resolvers: {
    Query: { sites: () => areas.map(({ id }) => site(id)) },
    Refusal: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Site: {
      __resolveReference: ({ id }: { id: string }) => site(id.replace('site-', '')),
      area: ({ areaId }: { areaId: string }) => ({ id: areaId }),
    },
    Area: {
      sites: ({ id }: { id: string }, { first }: { first: number }) =>
        [site(id), site('fuyang')].slice(0, first),
      siteNames: ({ id }: { id: string }) => [id, null],
      fail: () => no('BROKEN'),
    },
    Case: { site: ({ id }: { id: string }) => (id === 'case-2' ? null : site('hejiang')) },
    Party: {
      rating: ({ id }: { id: string }) => (id === 'wang' ? null : id.length),
      raters: (_: unknown, { first }: { first: number }) => [{ id: 'li' }, { id: 'housing' }].slice(0, first),
    },
  },
};

const site = (id: string) => ({
  id: `site-${id}`,
  name: `Site ${id}`,
  areaId: id,
  seats: 10,
  opens: ['08:00', '17:00'],
});

export interface Example {
  name: string;
  typeDefs: DocumentNode;
  schema: GraphQLSchema;
}

/** The subgraphs of the example. */
export const exampleSubgraphs: Example[] = Object.entries({
  organisation,
  cases: casesSubgraph,
  services,
}).map(([name, { typeDefs: sdl, resolvers }]) => {
  const typeDefs = parse(shared + sdl);
  return { name, typeDefs, schema: buildSubgraphSchema([{ typeDefs, resolvers }] as never) };
});

/** Composes subgraphs into a supergraph. */
export function compose(subgraphs: readonly Pick<Example, 'name' | 'typeDefs'>[]) {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, url: `http://${name}/graphql`, typeDefs })),
  );
  if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  return supergraphSdl!;
}
