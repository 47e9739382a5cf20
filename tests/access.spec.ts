import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTOR_HEADER, type Actor, encodeActor, roles, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { anActor, leastMutations } from '@jinlin/testing';
import { GATEWAY_SECRET } from 'gateway/src/testing';
import { wholeGraph } from './graph';
import { names, subgraphs } from './subgraphs';

const graph = wholeGraph(['510522']);
const area = (code: string) => idOf('area', code);
const housing = idOf('unit', '510522:housing');

describe('nobody', () => {
  const mutations = names.flatMap((name) => leastMutations(subgraphs[name].schema));

  it.each(mutations)('may not $name', async ({ source, variables }) => {
    const { errors } = await graph.ask(source, variables);

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });

  it.each(names)('asks %s but through the gateway', async (name) => {
    const answer = await fetch(graph.addressOf(name), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ _service { sdl } }"}',
    });

    expect(answer.status).toBe(401);
  });
});

describe('what only the gateway may ask of a subgraph', () => {
  it('is not in the supergraph', () => {
    expect(readFileSync(join(__dirname, '../supergraph.graphql'), 'utf8')).not.toMatch(
      /_entities|_service\b/,
    );
  });

  it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    'is not there for clients: %s',
    async (query) => {
      const { data, errors } = await graph.ask(query, {}, anActor('OPERATOR', { areaId: area('510522') }));

      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    },
  );
});

describe('who asked about a case', () => {
  const name = '欧阳秋山';
  const phone = '15487654321';
  const purpose = 'to try it';
  const hotline = anActor('HOTLINE_CLERK', { areaId: area('510522') });
  let id: string;

  beforeAll(async () => {
    const input = {
      areaId: area('510522001006001'),
      channel: 'hotline',
      category: '0201',
      title: '楼道灯不亮',
      reporter: { name, phone },
    };
    ({ id } = await graph.act('openCase', input, hotline, '... on Case { id }'));
    await graph.act('registerCase', { id }, hotline);
    await graph.act('dispatchCase', { id, unitId: housing }, hotline);
    const whistle = {
      areaId: area('510522001006'),
      reason: 'JOINT_ENFORCEMENT',
      matter: '楼道照明',
      leadUnitId: housing,
      caseId: id,
    };
    await graph.act('blowWhistle', whistle, anActor('COMMUNITY_CLERK', { areaId: area('510522001006') }));
  });

  /** Somebody of each role who can see the case, or would like to. */
  const everybody = roles.map((role) =>
    anActor(role, {
      areaId: area('510522001006'),
      ...(role === 'DEPARTMENT_CLERK' && { areaId: null, unitId: housing }),
    }),
  );

  it.each(everybody)('is masked wherever a $role may meet it', async (actor) => {
    const answer = await graph.ask(NESTED, { id, unit: housing }, actor);

    expect(answer.data).toBeDefined();
    const told = JSON.stringify(answer);
    expect(told).not.toContain(name);
    expect(told).not.toContain(phone);
  });

  it('is the same mask by every way to the case, the entity too', async () => {
    const leader = anActor('LEADER', { areaId: area('510522') });

    const { data } = await graph.ask(NESTED, { id, unit: housing }, leader);
    const { data: asEntity } = await entity(id, 'id reporter { maskedName maskedPhone }', leader);

    const ways: { id: string; reporter: unknown }[] = [
      data.case,
      ...data.case.whistles.map((whistle: { case: unknown }) => whistle.case),
      ...data.case.community.cases.nodes,
      ...data.unit.cases.nodes,
      ...data.unit.whistles.nodes.map((whistle: { case: unknown }) => whistle.case),
      ...asEntity._entities,
    ];
    const reporters = ways.filter((way) => way?.id === id).map(({ reporter }) => reporter);
    expect(reporters).toEqual(Array(6).fill({ maskedName: '欧阳**', maskedPhone: '154****4321' }));
  });

  it.each(everybody)('is not opened for a $role without the scope, nor through the entity', async (actor) => {
    const answers = [
      await graph.ask(IN_CLEAR, { id, purpose }, actor),
      await entity(id, `reporterInClear(purpose: "${purpose}") { name phone }`, actor),
    ];

    for (const { data, errors } of answers) {
      const found = data?.case ?? data?._entities?.[0];
      expect(found?.reporterInClear ?? null).toBeNull();
      if (found) expect(errors[0].extensions.code).toBe('FORBIDDEN');
      expect(JSON.stringify([data, errors])).not.toContain(phone);
    }
  });

  it('is opened for somebody with the scope and a purpose', async () => {
    const { data } = await graph.ask(IN_CLEAR, { id, purpose }, { ...hotline, scopes: ['pii:read'] });

    expect(data.case.reporterInClear).toEqual({ name, phone });
  });

  /** Asks cases-svc for the entity, as the gateway does on somebody's behalf. */
  async function entity(id: string, fields: string, actor: Actor) {
    const body = JSON.stringify({
      query: `query ($cases: [_Any!]!) { _entities(representations: $cases) { ... on Case { ${fields} } } }`,
      variables: { cases: [{ __typename: 'Case', id }] },
    });
    const answer = await fetch(graph.addressOf('cases'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [ACTOR_HEADER]: encodeActor(actor),
        [SIGNATURE_HEADER]: sign(GATEWAY_SECRET, encodeActor(actor), body, Date.now()),
      },
      body,
    });
    // biome-ignore lint/suspicious/noExplicitAny: an answer as it comes.
    return (await answer.json()) as any;
  }
});

const NESTED = /* GraphQL */ `
  query ($id: ID!, $unit: ID!) {
    case(id: $id) {
      ...Told
      whistles { case { ...Told } }
      community { cases(first: 5) { nodes { ...Told } } }
    }
    unit(id: $unit) {
      cases(first: 5) { nodes { ...Told } }
      whistles(first: 5) { nodes { matter case { ...Told } } }
    }
  }
  fragment Told on Case { id title description reporter { maskedName maskedPhone } history { action reason } }
`;

const IN_CLEAR = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) { case(id: $id) { reporterInClear(purpose: $purpose) { name phone } } }
`;
