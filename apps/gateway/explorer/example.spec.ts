import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { roles } from '@jinlin/identity';
import { areasOf, unitsOf } from '@jinlin/localities';
import { getVariableValues, Kind, parse, validate } from 'graphql';
import { exampleOf } from './example';

const folder = join(__dirname, 'examples');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.replace('.graphql', ''));

const examples = names.map((name) => exampleOf(read(`${name}.graphql`), read(`${name}.json`)));
const byName = examples.map((example) => [example.name, example] as const);

const supergraph = read('../../../../supergraph.graphql');
const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

describe('the examples', () => {
  it.each(byName)('ask what the graph knows: %s', (_, { query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });

  it.each(byName)('come with the variables that they need: %s', (_, { query, variables }) => {
    const operation = parse(query).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const definitions = operation?.kind === Kind.OPERATION_DEFINITION ? operation.variableDefinitions : [];

    const { errors } = getVariableValues(schema, definitions ?? [], JSON.parse(variables));

    expect(errors ?? []).toEqual([]);
    expect(Object.keys(JSON.parse(variables))).toEqual(
      definitions?.map(({ variable }) => variable.name.value),
    );
  });

  it.each(byName)('say for whom they are in Chinese and in English: %s', (_, { title }) => {
    expect(title.zh).toMatch(/\p{Script=Han}.*。$/u);
    expect(title.en).toMatch(/^\p{ASCII}+\.$/u);
  });

  it('have a name each, by which their tabs are known', () => {
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });

  it('are there for each kind of user', () => {
    const asked = new Set(examples.map(({ wants }) => wants.role));

    expect(
      [...asked].filter((role) => role !== 'ANONYMOUS' && !roles.some((known) => known === role)),
    ).toEqual([]);
    expect([...asked]).toEqual(
      expect.arrayContaining([
        'RESIDENT',
        'GRID_WORKER',
        'COMMUNITY_CLERK',
        'STREET_COMMANDER',
        'DEPARTMENT_CLERK',
        'LEADER',
        'DATA_ANALYST',
        'INTEGRATOR',
      ]),
    );
  });

  it('name places and units that there are', () => {
    const localities = ['210100', '522701'];
    const known = new Set(
      localities.flatMap((code) => [...areasOf(code), ...unitsOf(code)]).map(({ id }) => id),
    );
    const named = examples.flatMap(
      ({ variables }) => variables.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [],
    );

    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('an example', () => {
  it('is refused without a heading that says for whom, and as whom it asks', () => {
    expect(() => exampleOf('query Bare { areas(first: 1) { totalCount } }', '{}')).toThrow(
      /lacks its heading/,
    );
  });
});
