import { exampleSubgraphs } from '../example/example';
import { butForIndices, twoGraphs } from '../example/graphs';
import { randomOperation } from '../example/random-operation';
import type { Json } from './merge';

let { ours, apollos, expectTheSame } = {} as Awaited<ReturnType<typeof twoGraphs>>;

beforeAll(async () => {
  ({ ours, apollos, expectTheSame } = await twoGraphs(exampleSubgraphs));
});
afterEach(() => {
  ours.away.clear();
  apollos.away.clear();
  ours.asked.length = 0;
});

const OPERATIONS: [string, string, Json?][] = [
  ['one subgraph', '{ areas { id name code parent { name } } }'],
  [
    'three subgraphs',
    '{ cases(first: 9) { nodes { title area { name parent { name sites(first: 2) { name seats } } sites(first: 1) { id } } unit { name head { name } } } } }',
  ],
  ['a key needed from the side', '{ area(id: "hejiang") { burden unit { workload } caseCount } }'],
  ['requires', '{ case(id: "case-1") { unit { workload size } } }'],
  [
    'an interface',
    '{ parties { __typename name ... on Unit { head { name } workload } ... on Person { age cases(first: 1) { title } } } }',
  ],
  ['an interface without types', '{ parties { name } }'],
  [
    'a union',
    '{ search { __typename ... on Area { name caseCount } ... on Unit { n: name } ... on Party { name } } }',
  ],
  [
    'a union in another subgraph',
    '{ cases(first: 4) { nodes { subject { ... on Person { name } ... on Unit { name size } } } } }',
  ],
  ['a list of lists', '{ area(id: "hejiang") { grid { name caseCount } } }'],
  ['a list with nulls', '{ case(id: "case-1") { areas { id name sites(first: 1) { name } } } }'],
  ['an entity that is not there', '{ case(id: "case-4") { title area { id name } mustNot { id } } }'],
  [
    'a null where none may be',
    '{ case(id: "case-5") { title area { id } mustNot { name } } latest { title mustNot { name } } }',
  ],
  ['a null in a list of objects that may be', '{ areas { name caseCount } }'],
  ['a null that rises to the root', '{ strict { name } area(id: "fuyang") { name } }'],
  [
    'faults in many places',
    '{ areas { name fragile } cases(first: 3) { nodes { fault area { fragile fail } } } forbidden }',
  ],
  [
    'aliases',
    '{ a: area(id: "hejiang") { n: name c: cases(first: 1) { t: title } d: cases(first: 2) { t: title a: area { m: name } } } b: area(id: "fuyang") { n: name } }',
  ],
  [
    'fragments and merged fields',
    '{ cases(first: 3) { nodes { ...A area { name } } nodes { area { ...B } state } } } fragment A on Case { id area { id caseCount } } fragment B on Area { sites(first: 1) { name } name }',
  ],
  ['@include', CONDITIONS(), { yes: true, no: false }],
  ['@skip', CONDITIONS(), { yes: false, no: true }],
  [
    'defaults',
    'query ($n: Int = 3, $with: Boolean! = true) { now(plus: $n) area(id: "hejiang") { name @include(if: $with) sites(first: 1) @skip(if: $with) { name } } }',
  ],
  [
    'an input object',
    'query ($w: CaseFilter) { cases(first: 5, where: $w) { total nodes { state } } }',
    { w: { not: { area: 'x' } } },
  ],
  ['input of the wrong kind', 'query ($n: Int!) { cases(first: $n) { total } }', { n: 'two' }],
  [
    'a variable named like what every object has',
    'query ($constructor: CaseFilter, $valueOf: Int = 2) { cases(first: $valueOf, where: $constructor) { total } }',
  ],
  ['input left out', 'query ($n: Int!) { cases(first: $n) { total } }'],
  ['an inaccessible enum value', '{ area(id: "taohua") { name level } areas { level } }'],
  [
    'typename at the root',
    '{ __typename q: __typename area(id: "hejiang") { __typename k: __typename parent { __typename } } }',
  ],
  ['nothing but the typename', '{ __typename }'],
  [
    'nothing at all',
    'query ($no: Boolean!) { area(id: "hejiang") @include(if: $no) { name } }',
    { no: false },
  ],
  [
    'a mutation',
    'mutation { a: openCase(title: "x", tags: ["t"]) { ... on Case { title area { name } } } b: closeCase(id: "7") { __typename ... on Refusal { message } ... on Case { id } } }',
  ],
  [
    'introspection',
    '{ __schema { queryType { name } types { name } } __type(name: "Area") { fields { name type { kind } } } area(id: "hejiang") { name caseCount } }',
  ],
  ['introspection with a variable', 'query ($n: String!) { __type(name: $n) { name kind } }', { n: 'Case' }],
];

function CONDITIONS() {
  return `query ($yes: Boolean!, $no: Boolean!) {
    cases(first: 3) @include(if: $yes) { nodes { title area @skip(if: $no) { name caseCount @include(if: $no) sites(first: 1) { name } } ... @include(if: $no) { state unit { name } } } }
    area(id: "hejiang") { ...F @skip(if: $yes) name @include(if: $no) code @skip(if: $no) @include(if: $yes) }
  } fragment F on Area { caseCount sites(first: 2) { name } }`;
}

describe('our executor answers as that of Apollo does:', () => {
  it.each(OPERATIONS)('%s', async (_, source, variables = {}) => {
    await expectTheSame(source, variables);
    await expectTheSame(source, variables);
  });

  it.each(['organisation', 'cases', 'services'])('with %s away', async (name) => {
    for (const [, source, variables] of OPERATIONS) {
      ours.away.add(name);
      apollos.away.add(name);
      await expectTheSame(source, variables);
    }
  });

  it('whatever is asked', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const { source, variables } = randomOperation(ours.graph.schema!, seed);
      await expectTheSame(source, variables, butForIndices).catch((fault) => {
        throw new Error(`seed ${seed}: ${source} ${JSON.stringify(variables)}\n${fault.message}`);
      });
    }
  });
});

describe('our executor', () => {
  it('asks for an entity once, in however many places it stands', async () => {
    await ours.ask('{ cases(first: 9) { nodes { area { name sites(first: 1) { name } } } } }');

    const representations = ours.asked
      .slice(1)
      .map(({ operations: [one] }) => one!.variables!.representations);
    expect(representations).toEqual([
      ['hejiang', 'fuyang', 'guiyuanlin', 'nowhere'].map((id) => ({ __typename: 'Area', id })),
      ['hejiang', 'fuyang', 'guiyuanlin', 'nowhere'].map((id) => ({ __typename: 'Area', id })),
    ]);
  });

  it('asks a subgraph once for all that can be asked at the same time', async () => {
    await ours.ask(
      '{ cases(first: 9) { nodes { area { name } unit { name } subject { ... on Person { age } } } } sites { name } }',
    );

    expect(ours.asked.map(({ service, operations }) => [service, operations.length])).toEqual([
      ['cases', 1],
      ['services', 1],
      ['organisation', 3],
    ]);
  });

  it('keeps what an entity is when a subgraph answers for its interface', async () => {
    const { data } = await ours.ask(
      '{ party(id: "wang") { raters(first: 2) { kind: __typename rating ... on Person { age } } } }',
    );

    expect(data).toEqual({
      party: {
        raters: [
          { kind: 'Person', rating: 2, age: 30 },
          { kind: 'Unit', rating: 7 },
        ],
      },
    });
  });

  it('names the place of an error among things that were not asked about', async () => {
    const { errors } = await ours.ask('{ search { ... on Area { name fail } } }');

    expect(errors?.map(({ path }) => path)).toEqual([
      ['search', 0, 'fail'],
      ['search', 4, 'fail'],
    ]);
  });

  it('answers the rest when a subgraph is away, and says which', async () => {
    ours.away.add('services');

    const { data, errors } = await ours.ask('{ case(id: "case-1") { title site { name } unit { name } } }');

    expect(data).toEqual({ case: { title: 'Case 1', site: null, unit: { name: 'police' } } });
    expect(errors).toEqual([
      {
        message: 'The service services does not answer.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'services' },
      },
    ]);
  });
});
