import { idOf } from '@jinlin/localities';
import { anActor } from '@jinlin/testing';
import { getNamedType, isNonNullType, isObjectType } from 'graphql';
import { wholeGraph } from './graph';
import { names, type Subgraph, subgraphs } from './subgraphs';

const graph = wholeGraph(['510522']);
const clerk = anActor('COMMUNITY_CLERK', { areaId: idOf('area', '510522001006') });

describe('while a subgraph is away, an operation across all three', () => {
  it('misses organisation’s fields alone', async () => {
    const [answer, whole] = [await without('organisation', CASES), await graph.ask(CASES, {}, clerk)];

    expect(whole.errors).toBeUndefined();
    expect(whole.data.cases.nodes[0].area.name).toEqual(expect.any(String));
    expect(answer.data.cases.nodes[0]).toEqual({ ...whole.data.cases.nodes[0], area: null });
    expect(answer.data.serviceSites).toEqual(whole.data.serviceSites);
  });

  it('misses the fields of cases alone', async () => {
    const [answer, whole] = [await without('cases', COMMUNITY), await graph.ask(COMMUNITY, {}, clerk)];

    expect(whole.errors).toBeUndefined();
    expect(answer.data.areaByCode).toEqual({
      ...whole.data.areaByCode,
      cases: null,
      caseStatistics: null,
      openWhistles: null,
      fourZeros: null,
    });
  });

  it('misses the fields of services alone', async () => {
    const [answer, whole] = [await without('services', COMMUNITY), await graph.ask(COMMUNITY, {}, clerk)];

    expect(answer.data.areaByCode).toEqual({
      ...whole.data.areaByCode,
      serviceSites: null,
      stationMetresPer100Households: null,
      elderCare: null,
    });
  });

  it('is whole again as soon as the subgraph is back', async () => {
    await without('services', COMMUNITY);

    expect((await graph.ask(COMMUNITY, {}, clerk)).errors).toBeUndefined();
  });
});

/** What subgraphs answer for together, or point into one another by. All but Query is organisation’s own. */
const SHARED = ['Query', 'Area', 'Unit', 'Person', 'PartyOrganisation', 'Appointment'];

it.each(names)('%s promises nothing in common things that its absence, or another’s, would break', (name) => {
  const promises = fieldsAmongSubgraphs(name).filter(([, { type }]) => isNonNullType(type));

  expect(promises.map(([path]) => path)).toEqual([]);
});

/** The fields of a subgraph that stand beside those of others, or answer with what another one owns. */
function fieldsAmongSubgraphs(name: Subgraph) {
  const types = Object.values(subgraphs[name].schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => !field.name.startsWith('_') && field.name !== 'id')
      .map((field) => [`${type.name}.${field.name}`, field, type.name] as const),
  );
  return fields.filter(([, { type }, owner]) =>
    name === 'organisation'
      ? owner === 'Query'
      : SHARED.includes(owner) || SHARED.includes(getNamedType(type).name),
  );
}

async function without(name: Subgraph, query: string) {
  const answer = await graph.without(name, () => graph.ask(query, {}, clerk));
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toContain('SUBGRAPH_UNAVAILABLE');
  return answer;
}

const CASES = /* GraphQL */ `
  {
    cases(first: 2) { nodes { reference state area { name } } }
    serviceSites(first: 1) { totalCount }
  }
`;

const COMMUNITY = /* GraphQL */ `
  {
    areaByCode(code: "510522001006") {
      name
      vacancies(first: 1) { totalCount }
      cases(first: 1) { totalCount }
      caseStatistics { total }
      openWhistles { grade count }
      fourZeros { kind daysAtZero }
      serviceSites(first: 1) { totalCount }
      stationMetresPer100Households
      elderCare { dueThisMonth stillDue }
    }
  }
`;
