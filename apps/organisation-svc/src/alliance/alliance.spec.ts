import { countStatements, testDatabase } from '@jinlin/testing';
import { aMembership, anAlliance, aPair } from '../joint-work/joint-work.testing';
import { tables } from '../tables';
import { anAppointment, anArea, aPartyOrganisation, aPerson, ask, aUnit, aUnitLink, run } from '../testing';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const FUZHOU = '350100';
const KIND = 'NEIGHBOUR_RED_ALLIANCE';

describe('an alliance of units (F12, D8)', () => {
  it('is founded at a community, led by its Party organisation, and joined by units', async () => {
    const { community, unit, organiser } = await aPair(db, FUZHOU);
    const { id: partyOrganisationId } = await aPartyOrganisation(db, community, {
      kind: 'COMMUNITY_COMMITTEE',
    });

    const alliance = await run(
      db,
      'foundAlliance',
      { areaId: community.id, kind: KIND, name: '近邻红色联盟', partyOrganisationId, on: '2021-05-01' },
      { actor: organiser },
    );
    const membership = await run(
      db,
      'joinAlliance',
      { allianceId: alliance.id, unitId: unit.id, role: 'CONVENER', from: '2021-05-01' },
      { actor: organiser },
    );

    expect(alliance).toMatchObject({ state: 'ACTIVE', kind: { code: KIND }, dissolvedOn: null });
    expect(membership).toMatchObject({ state: 'MEMBER', role: 'CONVENER', from: '2021-05-01', to: null });
    expect((await ask(db, ALLIANCES, { where: { withinId: community.id } })).alliances).toMatchObject({
      totalCount: 1,
      unitsCount: 1,
      nodes: [
        {
          kind: { title: 'Neighbour red alliance', level: 'COMMUNITY' },
          partyOrganisation: { id: partyOrganisationId },
          members: { nodes: [{ unit: { id: unit.id }, history: [{ action: 'JOIN' }] }] },
          history: [{ action: 'FOUND', ruleVersion: '350100/jointWork/1' }],
        },
      ],
    });
  });

  it.each([
    ['kind', { kind: 'SOMETHING' }],
    ['kind', { kind: 'COMMUNITY_PARTY_ALLIANCE' }],
    ['name', { name: ' ' }],
    ['on', { on: '2026-11-24' }],
  ])('is not founded with a wrong %s', async (field, wrong) => {
    const { community, organiser } = await aPair(db, FUZHOU);
    const input = { areaId: community.id, kind: KIND, name: '联盟', on: '2021-05-01', ...wrong };

    expect(await run(db, 'foundAlliance', input, { actor: organiser })).toMatchObject({ field });
  });

  it('is one of its kind at a place, founded where it belongs, by those whose area it is', async () => {
    const { community, street, organiser, elsewhere } = await aPair(db, FUZHOU);
    const found = (given: object = {}, actor = organiser) =>
      run(
        db,
        'foundAlliance',
        { areaId: community.id, kind: KIND, name: '联盟', on: '2021-05-01', ...given },
        { actor },
      );

    expect(await found({}, elsewhere)).toMatchObject(none);
    expect(await found({ areaId: street.id })).toMatchObject({ field: 'kind' });
    expect(await found({ partyOrganisationId: community.id })).toMatchObject(none);
    expect(await found()).toMatchObject({ state: 'ACTIVE' });
    expect(await found()).toMatchObject({
      __typename: 'AllianceAlreadyThere',
      message: `${community.name} has 联盟 since 2021-05-01.`,
    });
  });

  it('works by rules, and gives each member its duty (S6)', async () => {
    const { community, unit, clerk } = await aPair(db, FUZHOU);
    const alliance = await anAlliance(db, community);
    const { id } = await aMembership(db, alliance, unit);

    expect(
      await run(
        db,
        'setAllianceRules',
        { id: alliance.id, rules: '每季度召开一次联席会议。' },
        { actor: clerk },
      ),
    ).toMatchObject({ rules: '每季度召开一次联席会议。' });
    expect(await run(db, 'setMemberDuty', { id, duty: '认领共建项目' }, { actor: clerk })).toMatchObject({
      duty: '认领共建项目',
    });
    expect(
      await run(db, 'setAllianceRules', { id: alliance.id, rules: ' ' }, { actor: clerk }),
    ).toMatchObject({
      field: 'rules',
    });
    expect(await run(db, 'setMemberDuty', { id, duty: '' }, { actor: clerk })).toMatchObject({
      field: 'duty',
    });
  });

  it('has one convener, no unit twice, and PostgreSQL holds to it', async () => {
    const { community, county, unit, organiser } = await aPair(db, FUZHOU);
    const alliance = await anAlliance(db, community);
    const other = await aUnit(db, county);
    await aMembership(db, alliance, unit, { role: 'CONVENER' });
    const join = (unitId: string, role: string) =>
      run(
        db,
        'joinAlliance',
        { allianceId: alliance.id, unitId, role, from: '2022-01-01' },
        { actor: organiser },
      );

    expect(await join(other.id, 'CONVENER')).toMatchObject({
      __typename: 'ConvenerTaken',
      message: `${unit.name} is the convener.`,
    });
    expect(await join(unit.id, 'MEMBER')).toMatchObject({ __typename: 'AlreadyAllied' });
    await expect(aMembership(db, alliance, other, { role: 'CONVENER' })).rejects.toThrow(
      'alliance_membership_one_convener',
    );
    await expect(aMembership(db, alliance, unit)).rejects.toThrow('alliance_membership_once_a_unit');
    await expect(anAlliance(db, community)).rejects.toThrow('alliance_one_of_a_kind');
  });

  it('is joined and left on days that can be', async () => {
    const { community, unit, organiser } = await aPair(db, FUZHOU);
    const alliance = await anAlliance(db, community);
    const join = (given: object) =>
      run(
        db,
        'joinAlliance',
        { allianceId: alliance.id, unitId: unit.id, from: '2022-01-01', ...given },
        { actor: organiser },
      );

    expect(await join({ from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await join({ from: '2021-02-28' })).toMatchObject({ field: 'from' });
    expect(await join({ unitId: community.id })).toMatchObject(none);
    const { id } = await join({});
    const leave = (to: string) => run(db, 'leaveAlliance', { id, to }, { actor: organiser });
    expect(await leave('2021-12-31')).toMatchObject({ field: 'to' });
    expect(await leave('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await leave('2023-01-01')).toMatchObject({ state: 'LEFT', availableActions: [] });
    expect(await leave('2023-01-01')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('lets its members go when it is dissolved, and is not there for others', async () => {
    const { community, unit, organiser, elsewhere } = await aPair(db, FUZHOU);
    const alliance = await anAlliance(db, community);
    const { id } = await aMembership(db, alliance, unit);
    const dissolve = (given: object = {}, actor = organiser) =>
      run(db, 'dissolveAlliance', { id: alliance.id, on: '2026-11-01', reason: '合并', ...given }, { actor });

    expect(await dissolve({}, elsewhere)).toMatchObject(none);
    expect(await dissolve({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await dissolve({ on: '2021-02-28' })).toMatchObject({ field: 'on' });
    expect(await dissolve()).toMatchObject({ state: 'DISSOLVED', dissolvedOn: '2026-11-01' });
    const { unit: told } = await ask(db, OF_UNIT, { id: unit.id });
    expect(told.allianceMemberships.nodes).toEqual([
      { id, state: 'LEFT', to: '2026-11-01', alliance: { state: 'DISSOLVED' } },
    ]);
    const late = { allianceId: alliance.id, unitId: unit.id, from: '2026-11-02' };
    expect(await run(db, 'joinAlliance', late, { actor: organiser })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    for (const [act, input] of [
      ['setAllianceRules', { id: alliance.id, rules: '规则' }],
      ['joinAlliance', late],
      ['leaveAlliance', { id, to: '2026-11-02' }],
      ['setMemberDuty', { id, duty: '职责' }],
    ] as const) {
      const { __typename } = await run(db, act, input, { actor: elsewhere });
      expect(['NotFound', 'ActionNotAllowed']).toContain(__typename);
    }
  });
});

describe('a part-time member of a committee (S8, D8)', () => {
  async function aSeat() {
    const pair = await aPair(db, '522701');
    const committee = await aPartyOrganisation(db, pair.community, { kind: 'BIG_COMMUNITY_COMMITTEE' });
    const { personId } = await anAppointment(db, pair.county, { post: 'UNIT_LEADER', unitId: pair.unit.id });
    const seat = (given: object = {}) =>
      run(
        db,
        'appoint',
        {
          personId,
          post: 'PART_TIME_COMMITTEE_MEMBER',
          partyOrganisationId: committee.id,
          from: '2022-06-01',
          isConcurrent: true,
          ...given,
        },
        { actor: pair.organiser },
      );
    return { ...pair, committee, personId, seat };
  }

  it('heads a unit that is allied there, and both sides tell of the seat', async () => {
    const { community, committee, unit, personId, seat } = await aSeat();
    const alliance = await anAlliance(db, community, { kind: 'COMMUNITY_PARTY_ALLIANCE' });
    const membership = await aMembership(db, alliance, unit);

    expect(await seat()).toMatchObject({ state: 'SERVING' });

    const { partyOrganisation, _entities } = await ask(db, SEATS, {
      id: committee.id,
      refs: [{ __typename: 'AllianceMembership', id: membership.id }],
    });
    expect(partyOrganisation.partTimeMembers).toEqual({
      totalCount: 1,
      nodes: [{ person: { id: personId }, isConcurrent: true }],
    });
    expect(_entities).toEqual([{ committeeSeat: { person: { id: personId } } }]);
  });

  it('heads one that is linked to it, or sits there', async () => {
    const linked = await aSeat();
    await aUnitLink(db, linked.community, { unitId: linked.unit.id });
    const resident = await aSeat();
    const shop = await aUnit(db, resident.community, { kind: 'ENTERPRISE' });
    const { personId } = await anAppointment(db, resident.community, {
      post: 'UNIT_LEADER',
      unitId: shop.id,
    });

    expect(await linked.seat()).toMatchObject({ state: 'SERVING' });
    expect(await resident.seat({ personId })).toMatchObject({ state: 'SERVING' });
  });

  it('is not the head of a unit that has nothing to do with it, nor of none', async () => {
    const { community, seat } = await aSeat();
    const { id: personId } = await aPerson(db, community);

    expect(await seat()).toMatchObject({
      __typename: 'NotFromUnitAround',
      message: expect.stringContaining(community.name),
    });
    expect(await seat({ personId })).toMatchObject({ __typename: 'NotFromUnitAround' });
  });
});

test('which alliances there are is data of a profile', async () => {
  const { fuzhou, shenyang, xianyou } = await ask(
    db,
    `{
      fuzhou: allianceKinds(localityCode: "350100") { code level }
      shenyang: allianceKinds(localityCode: "210100") { code level }
      xianyou: allianceKinds(localityCode: "350322") { code }
    }`,
  );

  expect(fuzhou).toEqual([{ code: KIND, level: 'COMMUNITY' }]);
  expect(shenyang).toEqual([{ code: 'JOINT_MEETING', level: 'TOWNSHIP' }]);
  expect(xianyou).toEqual([]);
});

test('alliances are found by kind, state, name, unit and day; ten in as many statements as one', async () => {
  const { county, street, unit } = await aPair(db, FUZHOU);
  for (let nth = 0; nth < 10; nth++) {
    const alliance = await anAlliance(db, await anArea(db, {}, street), {
      name: `第${nth}联盟`,
      ...(nth === 0 ? { state: 'DISSOLVED', dissolvedOn: '2022-01-01' } : {}),
    });
    await aMembership(db, alliance, nth < 3 ? unit : await aUnit(db, county));
  }
  const count = async (where: object) =>
    (await ask(db, ALLIANCES, { where: { withinId: street.id, ...where } })).alliances.totalCount;

  expect(await count({ kind: KIND, state: 'ACTIVE' })).toBe(9);
  expect(await count({ unitId: unit.id })).toBe(3);
  expect(await count({ name: '第7' })).toBe(1);
  expect(await count({ lastingOn: '2021-12-31' })).toBe(10);
  const list = (first: number) => ask(db, ALLIANCES, { first, where: { withinId: street.id } });
  const one = await countStatements(() => list(1));
  const ten = await countStatements(() => list(10));
  expect(ten.statements.length).toBe(one.statements.length);
});

const ALLIANCES = /* GraphQL */ `
  query ($first: Int = 5, $where: AllianceFilter) {
    alliances(first: $first, where: $where) {
      totalCount unitsCount
      nodes {
        kind { title level }
        area { name alliances(first: 1, kind: "NEIGHBOUR_RED_ALLIANCE", state: ACTIVE) { totalCount } }
        partyOrganisation { id }
        members(first: 5, isServing: true) {
          totalCount
          nodes { unit { id name } committeeSeat { id } history { action } }
        }
        history { action ruleVersion }
      }
    }
  }
`;
const OF_UNIT = /* GraphQL */ `
  query ($id: ID!) {
    unit(id: $id) { allianceMemberships(first: 5) { nodes { id state to alliance { state } } } }
  }
`;
const SEATS = /* GraphQL */ `
  query ($id: ID!, $refs: [_Any!]!) {
    partyOrganisation(id: $id) {
      partTimeMembers(first: 5, isServing: true) { totalCount nodes { person { id } isConcurrent } }
    }
    _entities(representations: $refs) { ... on AllianceMembership { committeeSeat { person { id } } } }
  }
`;
