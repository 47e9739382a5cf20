import { randomUUID } from 'node:crypto';
import { idOf } from '@jinlin/localities';
import { anActor, countStatements, schemaOf, withReach } from '@jinlin/testing';
import { wholeGraph } from './graph';
import { BOARD, DESK, OPERATION_1, OPERATION_2, OPERATION_3, OPERATION_5, OPERATION_6 } from './operations';
import { keptIn } from './records';
import { names, type Subgraph } from './subgraphs';
import { runTool } from './tool';

const graph = wholeGraph();

/** The communities that the docs speak of. */
const communities = [
  { name: '桂圆林社区', code: '510522001006', hasFirstSecretary: true, hasUnitHeads: false },
  { name: '多福社区', code: '210103005024', hasFirstSecretary: true, hasUnitHeads: true },
  { name: '平桥社区', code: '522701001003', hasFirstSecretary: false, hasUnitHeads: true },
  { name: '军门社区', code: '350102004001', hasFirstSecretary: false, hasUnitHeads: false },
  { name: '圣泉社区', code: '350322104009', hasFirstSecretary: false, hasUnitHeads: true },
];

describe.each(communities)('$name, in one operation each:', (community) => {
  const { name, code, hasFirstSecretary, hasUnitHeads } = community;
  const clerk = anActor('COMMUNITY_CLERK', { areaId: idOf('area', code) });

  it('a case with its grid, the heads there, the unit that answers and the first secretary (operation 1, S14)', async () => {
    const { data: found } = await graph.ask(DISPATCHED, { firstGrid: `${code}001` }, clerk);
    const [{ reference }] = found.cases.nodes;

    const { data, errors } = await graph.ask(OPERATION_1, { reference }, clerk);

    expect(errors).toBeUndefined();
    const { area, responsibleUnit, community: around } = data.caseByReference;
    const { head, children } = area.ancestor;
    expect(head).toEqual(somebody);
    expect(children.nodes.some((unit: { head: unknown }) => unit.head)).toBe(hasUnitHeads);
    expect(responsibleUnit).toEqual({ name: expect.any(String), head: somebody });
    expect(around).toEqual({ name, firstSecretary: hasFirstSecretary ? somebody : null });
  });

  it('its vacancies, whistles by grade, days at zero, station space and elders due a visit (operation 2)', async () => {
    const { data, errors } = await graph.ask(OPERATION_2, { code }, clerk);

    expect(errors).toBeUndefined();
    expect(data.areaByCode).toEqual({
      name,
      vacancies: { totalCount: expect.any(Number), nodes: expect.any(Array) },
      openWhistles: ['I', 'II', 'III'].map((grade) => ({ grade, count: expect.any(Number) })),
      fourZeros: ['PETITION', 'ACCIDENT', 'CRIMINAL_CASE', 'EPIDEMIC'].map((kind) => ({
        kind,
        daysAtZero: expect.any(Number),
      })),
      stationMetresPer100Households: expect.any(Number),
      elderCare: { dueThisMonth: expect.any(Number), stillDue: expect.any(Number) },
    });
  });
});

describe.each([
  { name: '合江县供电公司', key: '510522:power-company', sent: 57 },
  { name: '都匀市综合行政执法局', key: '522701:urban-management', sent: 73 },
])('$name, in one operation', ({ name, key, sent }) => {
  const unit = idOf('unit', key);
  const [code = ''] = key.split(':');
  const period = { from: '2020-01-01T00:00:00Z', before: '2027-01-01T00:00:00Z' };

  it.each([
    anActor('ORGANISER', { areaId: idOf('area', code) }),
    anActor('LEADER', { areaId: idOf('area', code) }),
    anActor('DEPARTMENT_CLERK', { unitId: unit }),
  ])(
    'for $role: whom it sent, where, what they did, how it was judged, what it answered late (operation 3, H6)',
    async (actor) => {
      const { data, errors } = await graph.ask(OPERATION_3, { unit, ...period }, actor);

      expect(errors).toBeUndefined();
      const { sentMembers, whistlePerformance, whistles } = data.unit;
      expect(sentMembers.totalCount).toBe(sent);
      for (const { person, registrations } of sentMembers.nodes) {
        expect(person).toEqual(somebody.person);
        expect(registrations).not.toEqual([]);
      }
      expect(whistles.totalCount).toBeGreaterThan(0);
      expect(whistles.totalCount).toBeLessThan(whistlePerformance.called);
      for (const { summons } of whistles.nodes) {
        const own = summons.find((one: Called) => one.unit.name === name);
        expect([own.acknowledgement, own.arrival, own.disposal]).toContainEqual({ isLate: true });
      }
    },
  );
});

test('a compound that people complain of: who runs it, and what followed, in one operation (operation 5, X9)', async () => {
  const leader = anActor('LEADER', { areaId: idOf('area', '350322') });
  const { data: found } = await graph.ask(COMPLAINED_OF, {}, leader);
  const mediated = found.mediations.nodes.find((one: { case: object | null }) => one.case);

  const { data, errors } = await graph.ask(OPERATION_5, { compound: mediated.case.area.code }, leader);

  expect(errors).toBeUndefined();
  expect(data.areaByCode).toMatchObject({
    compound: { propertyMode: expect.any(String) },
    councils: { nodes: [{ kind: { key: 'SELF_MANAGEMENT_COMMITTEE' } }] },
    mediations: { nodes: [{ state: 'MEDIATING', case: { requestType: 'COMPLAINT' } }] },
    deliberations: { nodes: [{ state: 'PUBLISHED', votes: [{ outcome: 'CARRIED' }] }] },
  });
});

test('a city as of a day, by district and by street, in one operation (operation 6)', async () => {
  const analyst = anActor('DATA_ANALYST', { areaId: idOf('area', '210100') });
  const asOf = '2022-08-18';

  const { data, errors } = await graph.ask(
    OPERATION_6,
    {
      city: '210100',
      asOf,
      template: 'three-heads-five-members',
      from: '2022-01-01T00:00:00+08:00',
      before: '2022-08-19T00:00:00+08:00',
    },
    analyst,
  );

  expect(errors).toBeUndefined();
  const { nodes: districts } = data.areaByCode.districts;
  expect(districts.length).toBeGreaterThan(10);
  expect(districts[0].roleCoverage.rate).toEqual(expect.any(Number));
  for (const place of districts.flatMap((district: Figures) => [district, ...district.streets.nodes])) {
    expect(place).toMatchObject({
      roleCoverage: {},
      caseRates: { response: {}, resolution: {}, satisfaction: {} },
      mediationFigures: { total: { success: {} } },
      elderCare: {},
    });
  }
});

describe('by its own profile, on the same code, a locality', () => {
  it.each([
    { id: 'H28', code: '510522', template: 'two-heads-two-members', title: 'Two heads, two members' },
    { id: 'S13', code: '210100', template: 'three-heads-five-members', title: 'Three heads, five members' },
    {
      id: 'D1',
      code: '522701',
      template: 'custody-team',
      title: "Community committee, owners' committee and unit heads",
    },
    {
      id: 'D2',
      code: '522701',
      template: 'compound-deliberation',
      title: "Owners' committee, supervisory committee and unit heads",
    },
    { id: 'D4', code: '522701', template: 'five-level-linkage', title: 'Five-level linkage' },
    { id: 'F3', code: '350100', template: 'two-heads-one-member', title: 'Two heads, one member' },
    { id: 'X2', code: '350322', template: 'smallest-unit', title: 'Smallest unit' },
    { id: 'X5', code: '350322', template: 'five-tiers', title: 'Five tiers' },
  ])('counts where one of its teams is complete: $title ($id)', async ({ code, template, title }) => {
    const { data, errors } = await graph.ask(COVERAGE, { code, template });

    expect(errors).toBeUndefined();
    const { areasAtLevel, complete, vacantSlots, ...coverage } = data.areaByCode.roleCoverage;
    expect(coverage.template.title).toBe(title);
    expect(areasAtLevel).toBeGreaterThan(0);
    expect(complete < areasAtLevel).toBe(vacantSlots.length > 0);
  });

  it('shows the compound that the community’s Party committee took over (D1)', async () => {
    const { data } = await graph.ask(
      '{ areaByCode(code: "522701001003C001") { name compound { propertyMode } } }',
    );

    expect(data.areaByCode).toEqual({
      name: '水榭花都小区',
      compound: { propertyMode: 'PARTY_COMMITTEE_CUSTODY' },
    });
  });

  it.each([
    { id: 'S15', code: '210100', channel: 'hotline', number: '12345' },
    { id: 'X8', code: '350322', channel: 'good-neighbour', number: '8251825' },
    { id: 'D15', code: '522701', channel: 'governance-centre', number: null },
  ])('takes cases in by its own doors: $channel ($id)', async ({ code, channel, number }) => {
    const clerk = anActor('HOTLINE_CLERK', { areaId: idOf('area', code) });
    const { code: community } = communities.find((one) => one.code.startsWith(code.replace(/(00)+$/, '')))!;
    const input = { areaId: idOf('area', community), channel, category: '0201', title: '楼道灯不亮' };

    const opened = await graph.act('openCase', input, clerk, '... on Case { channel { key number } }');

    expect(opened.channel).toEqual({ key: channel, number });
  });
});

describe('an operation across three subgraphs', () => {
  const analyst = anActor('DATA_ANALYST', { areaId: idOf('area', '210100') });

  /** The calls and statements that it takes, once everything is warm. */
  const costOf = async (query: string, first: number) => {
    await graph.ask(query, { first }, analyst);
    const { calls, answer } = await graph.callsOf(() =>
      countStatements(() => graph.ask(query, { first }, analyst)),
    );
    const { errors, data } = answer.answer;
    expect(errors).toBeUndefined();
    expect(data.list.nodes).toHaveLength(first);
    return { calls, statements: answer.statements.length };
  };

  it.each([
    { list: 'communities with their boards', query: BOARD },
    { list: 'cases with their places, units and sites', query: DESK },
  ])('takes as many calls and statements for a hundred $list as for one', async ({ query }) => {
    const one = await costOf(query, 1);

    expect(new Set(one.calls)).toEqual(new Set(names));
    expect(await costOf(query, 100)).toEqual(one);
  });
});

describe('the published figures', () => {
  const figures = (...args: string[]) => runTool('figures.mjs', args, { GATEWAY_URL: graph.url() });

  it('come out of the records', async () => {
    const { said, code } = await figures();

    expect(said).toMatch(/^Computed \d+: \d+ as published, 0 off, \d+ shown without a verdict\.$/m);
    expect(code).toBe(0);
  });

  it('move with the records: without one of them, Hejiang has one building head less', async () => {
    const organiser = anActor('ORGANISER', { areaId: idOf('area', '510522') });
    const { data } = await graph.ask(A_BUILDING_HEAD, {}, organiser);
    const [{ id }] = data.appointments.nodes;

    const ended = await graph.ask(
      END,
      { input: { clientKey: randomUUID(), id, to: '2022-07-01' } },
      organiser,
    );
    const { said, code } = await figures('H.buildingHeads');

    expect(ended.data.endAppointment).toEqual({ __typename: 'Appointment', state: 'ENDED' });
    expect(said).toMatch(/H\.buildingHeads .* 428 +427 +OFF$/m);
    expect(code).toBe(1);
  });
});

test('the history of every record that was loaded is whole', async () => {
  const urls = await Promise.all(
    names.map(async (name) => {
      const url = new URL((graph.databases[name].options as { url: string }).url);
      url.searchParams.set('options', `-c search_path=${await schemaOf(graph.databases[name])}`);
      return [`${name.toUpperCase()}_DATABASE_URL`, url.href];
    }),
  );

  const { said, code } = await runTool('audit.mjs', [], Object.fromEntries(urls));

  expect(said.match(/ 0 broken$/gm)).toHaveLength(3);
  expect(code).toBe(0);
});

describe('what was loaded keeps to what must always hold:', () => {
  const breaches = (name: Subgraph, sql: string) =>
    withReach(graph.databases[name], (tx) => tx.query(sql) as Promise<object[]>);

  it.each([
    {
      rule: 'a closed case was answered and visited back, solved on the spot, taken back or left out for a reason',
      service: 'cases' as const,
      sql: `
        select reference from "case"
        cross join lateral (select array_agg(entry ->> 'action') as acts from history where record_id = "case".id) told
        where closed_at is not null and outcome <> 'WITHDRAWN' and not is_resolved_on_site
          and not exists (select from case_exclusion where case_id = "case".id and state = 'GRANTED')
          and (acts @> array['REPLY'] and acts && array['VISIT_BACK', 'GIVE_UP_VISIT']) is not true`,
    },
    {
      rule: 'a whistle has one accountable unit, and that was called',
      service: 'cases' as const,
      sql: `
        select id from whistle
        where (select count(*) from summons where whistle_id = whistle.id and unit_id = lead_unit_id) <> 1`,
    },
    {
      rule: 'a case that somebody handles has one unit that answers for it',
      service: 'cases' as const,
      sql: `
        select reference from "case"
        where responsible_unit_id is null and state in ('DISPATCHED', 'SIGNED', 'HANDLING', 'ON_HOLD', 'HANDLED')`,
    },
    {
      rule: 'no seat of a meal is taken twice',
      service: 'services' as const,
      sql: 'select id from meal where booked > seats',
    },
  ])('$rule', async ({ service, sql }) => {
    expect(await breaches(service, sql)).toEqual([]);
  });

  it.each(names)('every record of %s stands where its history ends', async (name) => {
    const living = [...keptIn(graph.databases[name]).values()].filter(({ columns }) => columns.has('state'));
    expect(living.length).toBeGreaterThan(10);

    for (const { table } of living) {
      const sql = `
        select "${table}".id, state, "to" from "${table}"
        cross join lateral (
          select entry ->> 'to' as "to" from history where record_id = "${table}".id order by sequence desc limit 1
        ) last
        where state <> "to"`;
      expect({ table, breaches: await breaches(name, sql) }).toEqual({ table, breaches: [] });
    }
  });

  it.each(communities)(
    'what is open in the parts of the county of $name adds up to what is open in it',
    async ({ code }) => {
      const county = code.slice(0, 6);
      const leader = anActor('LEADER', { areaId: idOf('area', county) });
      const { data } = await graph.ask(OPEN_IN_PARTS, { county }, leader);
      const { children, ...whole } = data.areaByCode as Open & { children: { nodes: Open[] } };
      const sum = (figure: (area: Open) => number) =>
        children.nodes.reduce((total, area) => total + figure(area), 0);
      const [{ count }] = (await breaches(
        'cases',
        `select count(*) from "case" where closed_at is null and area_id = '${idOf('area', county)}'`,
      )) as [{ count: number }];

      expect(whole.caseStatistics.open).toBeGreaterThan(0);
      expect(sum(({ caseStatistics }) => caseStatistics.open) + count).toBe(whole.caseStatistics.open);
      expect(sum(({ elderCare }) => elderCare.stillDue)).toBe(whole.elderCare.stillDue);
    },
  );
});

interface Open {
  caseStatistics: { open: number };
  elderCare: { stillDue: number };
}

interface Called {
  unit: { name: string };
}

const somebody = { person: { maskedName: expect.stringMatching(/^.\*+$/) } };

const DISPATCHED = /* GraphQL */ `
  query ($firstGrid: AreaCode!) {
    cases(first: 1, where: { areaCode: $firstGrid, states: [DISPATCHED, SIGNED, HANDLED, REPLIED, VISITED, CLOSED] }) {
      nodes { reference }
    }
  }
`;

const COVERAGE = /* GraphQL */ `
  query ($code: AreaCode!, $template: String!) {
    areaByCode(code: $code) {
      roleCoverage(template: $template) { areasAtLevel complete vacantSlots { missing } template { title } }
    }
  }
`;

const OPEN_IN_PARTS = /* GraphQL */ `
  query ($county: AreaCode!) {
    areaByCode(code: $county) { ...open children(first: 100) { nodes { ...open } } }
  }
  fragment open on Area { caseStatistics { open } elderCare { stillDue } }
`;

const A_BUILDING_HEAD = /* GraphQL */ `
  {
    appointments(first: 1, where: { withinCode: "510522", post: "BUILDING_HEAD", isServing: true }) { nodes { id } }
  }
`;

const END = /* GraphQL */ `
  mutation ($input: EndAppointmentInput!) {
    endAppointment(input: $input) { __typename ... on Appointment { state } ... on Refusal { message } }
  }
`;

interface Figures {
  streets: { nodes: object[] };
}

const COMPLAINED_OF = /* GraphQL */ `
  { mediations(first: 20, where: { states: [MEDIATING] }) { nodes { case { area { code } } } } }
`;
