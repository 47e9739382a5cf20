import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { PowerListAction } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { powerListStates } from './power-list.states';

const db = testDatabase(tables);

let places = 0;
const inDuyun = () => `522701${String(++places).padStart(6, '0')}`;

/** Duyun, whose profile lists four powers of streets and what was moved down to them (D10, D11). */
async function aCity() {
  const city = await anArea(db, { level: 'COUNTY', name: '都匀市', code: inDuyun() });
  const street = await anArea(db, { level: 'TOWNSHIP', name: '广惠街道', code: inDuyun() }, city);
  const other = await anArea(db, { level: 'TOWNSHIP', name: '文峰街道', code: inDuyun() }, city);
  const community = await anArea(db, { code: inDuyun() }, street);
  const organiser = anActor('ORGANISER', { areaId: city.id });
  const elsewhere = anActor('ORGANISER', { areaId: (await anArea(db, { level: 'COUNTY' })).id });
  const act = (name: string, input: Record<string, unknown>, { actor = organiser, now = NOW } = {}) =>
    run(db, name, input, { actor, now });
  const draft = (given: object = {}, actor = organiser) =>
    act(
      'draftPowerList',
      {
        areaId: city.id,
        level: 'TOWNSHIP',
        title: '街道权责清单',
        powers: ['PERSONNEL_ADVICE', 'COORDINATION', 'RETIREE_SERVICE'],
        ...given,
      },
      { actor },
    );
  const issue = (id: string, from = '2026-11-23') => act('issuePowerList', { id, from });
  const may = async (areaId: string, power: string, on?: string) =>
    (await ask(db, MAY, { areaId, power, on })).mayDecide;
  return { city, street, other, community, organiser, elsewhere, act, draft, issue, may };
}

describe('a list of powers (S7, D10)', () => {
  it('gives every street of the city what it names, from its day on', async () => {
    const { street, community, draft, issue, may } = await aCity();
    const { id, ...drafted } = await draft();

    expect(drafted).toMatchObject({ state: 'DRAFT', number: null });
    expect(await may(street.id, 'PERSONNEL_ADVICE')).toMatchObject({ isAllowed: false, list: null });
    expect(await issue(id, '2026-12-01')).toMatchObject({ state: 'IN_FORCE', number: 1, from: '2026-12-01' });
    expect(await may(street.id, 'PERSONNEL_ADVICE', '2026-11-30')).toMatchObject({ isAllowed: false });
    expect(await may(street.id, 'PERSONNEL_ADVICE', '2026-12-01')).toEqual({
      isAllowed: true,
      list: { id },
      reason: '“街道权责清单” gives 广惠街道: Advice on the appraisal of personnel.',
    });
    expect(await may(street.id, 'PLANNING_PARTICIPATION', '2026-12-01')).toMatchObject({
      isAllowed: false,
      reason: 'No list in force on 2026-12-01 gives 广惠街道: A say in planning.',
    });
    // A community is not a street.
    expect(await may(community.id, 'PERSONNEL_ADVICE', '2026-12-01')).toMatchObject({ isAllowed: false });
  });

  it('gives way to the next from one day to another, and each stays readable as of its days', async () => {
    const { street, draft, issue, may, act } = await aCity();
    const { id: first } = await draft();
    await issue(first, '2026-12-01');
    const { id: second } = await draft({ powers: ['COORDINATION', 'PLANNING_PARTICIPATION'] });

    expect(await issue(second, '2026-12-01')).toMatchObject({ field: 'from' });
    expect(await issue(second, '2027-01-01')).toMatchObject({ number: 2 });

    expect(await may(street.id, 'PERSONNEL_ADVICE', '2026-12-31')).toMatchObject({ list: { id: first } });
    expect(await may(street.id, 'PERSONNEL_ADVICE', '2027-01-01')).toMatchObject({ isAllowed: false });
    expect(await may(street.id, 'PLANNING_PARTICIPATION', '2027-01-01')).toMatchObject({
      list: { id: second },
    });
    expect((await ask(db, TOLD, { id: first })).powerList).toEqual({
      state: 'SUPERSEDED',
      to: '2027-01-01',
      history: ['DRAFT', 'ISSUE', 'SUPERSEDE'].map((action) => ({ action })),
    });
    expect(await act('repealPowerList', { id: second, to: '2027-01-01', reason: '机构改革' })).toMatchObject({
      field: 'to',
    });
    expect(await act('repealPowerList', { id: second, to: '2027-03-01', reason: '机构改革' })).toMatchObject({
      state: 'REPEALED',
    });
    const { id: third } = await draft();
    expect(await issue(third, '2027-02-01')).toMatchObject({ field: 'from' });
    expect(await issue(third, '2027-03-01')).toMatchObject({ number: 3 });
  });

  it('for one street adds to that for all; holders are counted', async () => {
    const { city, street, draft, issue } = await aCity();
    const all = await draft();
    const own = await draft({ areaId: street.id, powers: ['JOINT_ENFORCEMENT', 'COORDINATION'] });
    await issue(all.id);
    await issue(own.id);

    const { area } = await ask(db, HELD, { id: street.id });
    expect(area.powers).toEqual([
      { power: { key: 'COORDINATION', kind: 'POWER', mechanism: 'D10' }, list: { id: own.id } },
      { power: { key: 'JOINT_ENFORCEMENT', kind: 'POWER', mechanism: 'D11' }, list: { id: own.id } },
      { power: { key: 'PERSONNEL_ADVICE', kind: 'POWER', mechanism: 'D10' }, list: { id: all.id } },
      { power: { key: 'RETIREE_SERVICE', kind: 'DUTY', mechanism: 'D11' }, list: { id: all.id } },
    ]);
    const holders = async (power: string) =>
      (await ask(db, HOLDERS, { power, withinCode: city.code })).powerHolders;
    expect(await holders('JOINT_ENFORCEMENT')).toEqual({
      totalCount: 1,
      nodes: [{ office: { name: '广惠街道' } }],
    });
    expect(await holders('COORDINATION')).toMatchObject({ totalCount: 2 });
    expect(await holders('PLANNING_PARTICIPATION')).toMatchObject({ totalCount: 0 });
    const { powerLists } = await ask(db, LISTS, {
      where: {
        withinId: city.id,
        on: '2026-11-23',
        level: 'TOWNSHIP',
        power: 'COORDINATION',
        state: 'IN_FORCE',
      },
    });
    expect(powerLists).toEqual({ totalCount: 2 });
  });

  it('is chosen from what the profile of the locality names for the level', async () => {
    const { community, street, elsewhere, draft, issue, act } = await aCity();

    expect(await draft({ powers: [] })).toMatchObject({ field: 'powers' });
    expect(await draft({ powers: ['DECLARING_WAR'] })).toMatchObject({ field: 'powers' });
    expect(await draft({ powers: ['RESIDENTS_TALKS'] })).toMatchObject({ field: 'powers' });
    expect(await draft({ areaId: community.id })).toMatchObject({ field: 'level' });
    expect(await draft({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await draft({ policyDocumentId: street.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await draft({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    const { id } = await draft({ areaId: street.id, level: 'COMMUNITY', powers: ['RESIDENTS_TALKS'] });
    expect(await act('revisePowerList', { id, title: '清单', powers: ['COORDINATION'] })).toMatchObject({
      field: 'powers',
    });
    expect(
      await act('revisePowerList', { id, title: '社区清单', powers: ['RESIDENTS_TALKS'] }),
    ).toMatchObject({
      state: 'DRAFT',
    });
    expect(await issue(id, '2026-11-22')).toMatchObject({ field: 'from' });
    expect(await act('issuePowerList', { id, from: '2026-11-23' }, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await act('discardPowerList', { id, reason: '重拟' })).toMatchObject({ state: 'DISCARDED' });
  });

  it('knows no other steps than those of its table', async () => {
    const actions = ['REVISE', 'ISSUE', 'REPEAL', 'DISCARD'] as const;
    const acts: Record<(typeof actions)[number], { name: string; input: object }> = {
      REVISE: { name: 'revisePowerList', input: { title: '清单', powers: ['COORDINATION'] } },
      ISSUE: { name: 'issuePowerList', input: { from: '2026-11-23' } },
      REPEAL: { name: 'repealPowerList', input: { to: '2026-11-24', reason: '废止' } },
      DISCARD: { name: 'discardPowerList', input: { reason: '放弃' } },
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<PowerListAction & keyof typeof acts>(...actions), { maxLength: 6 }),
        async (tried) => {
          const { draft, act } = await aCity();
          const { id } = await draft();
          let state: (typeof powerListStates.states)[number] = 'DRAFT';
          for (const action of tried) {
            const { name, input } = acts[action];
            const next = powerListStates.next(state, action);
            expect((await act(name, { id, ...input })).__typename === 'PowerList').toBe(next !== undefined);
            state = next ?? state;
          }
          expect((await ask(db, TOLD, { id })).powerList.state).toBe(state);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('is looked up for a hundred offices in as many statements as for one', async () => {
    const { city, draft, issue } = await aCity();
    await issue((await draft()).id);
    const asked = async () =>
      (
        await countStatements(() =>
          ask(
            db,
            'query ($id: ID!) { area(id: $id) { children(first: 100) { nodes { powers { power { title } list { title } } streetPlatforms { title body { name } } } } } }',
            { id: city.id },
          ),
        )
      ).statements.length;

    const few = await asked();
    for (let more = 0; more < 5; more++) await anArea(db, { level: 'TOWNSHIP' }, city);
    expect(await asked()).toBe(few);
  });
});

describe('a power in use (D10)', () => {
  async function aStreetWithPowers() {
    const town = await aCity();
    await town.issue((await town.draft()).id);
    const commander = anActor('STREET_COMMANDER', { areaId: town.street.id });
    const bureau = await aUnit(db, town.city, { name: '综合行政执法局' });
    const desk = anActor('DEPARTMENT_CLERK', { unitId: bureau.id });
    const exercise = (given: object = {}, actor = commander) =>
      town.act(
        'exercisePower',
        {
          areaId: town.street.id,
          power: 'PERSONNEL_ADVICE',
          unitId: bureau.id,
          content: '建议派驻中队年度考核评为优秀',
          ...given,
        },
        { actor },
      );
    return { ...town, commander, bureau, desk, exercise };
  }

  it('is answered by the unit that it is addressed to', async () => {
    const { desk, bureau, act, exercise } = await aStreetWithPowers();
    const { id, ...given } = await exercise();

    expect(given).toMatchObject({ state: 'GIVEN', answer: null });
    const answer = (isAdopted: boolean, text: string) =>
      act('answerPowerUse', { id, isAdopted, answer: text }, { actor: desk });
    expect(await answer(true, ' ')).toMatchObject({ field: 'answer' });
    expect(await answer(true, '已纳入考核')).toMatchObject({ state: 'ADOPTED', answeredOn: '2026-11-23' });
    expect(await answer(false, '另议')).toMatchObject({ __typename: 'ActionNotAllowed' });
    const { powerUse } = await ask(db, USE, { id }, { actor: desk });
    expect(powerUse.unit).toEqual({ id: bureau.id, powerUses: { totalCount: 1 } });
    expect(powerUse.history[0]).toEqual({
      action: 'GIVE',
      ruleVersion: expect.stringMatching(/^power-list\/.*\/1$/),
    });
  });

  it('is refused to whoever does not hold it, and is not a duty', async () => {
    const { city, street, community, other, commander, bureau, elsewhere, exercise } =
      await aStreetWithPowers();

    expect(await exercise({ power: 'PLANNING_PARTICIPATION' })).toMatchObject({
      __typename: 'PowerNotHeld',
      message: 'No list in force gives 广惠街道: A say in planning.',
    });
    expect(await exercise({ areaId: community.id })).toMatchObject({ __typename: 'PowerNotHeld' });
    expect(await exercise({ power: 'RETIREE_SERVICE' })).toMatchObject({ field: 'power' });
    expect(await exercise({ content: ' ' })).toMatchObject({ field: 'content' });
    expect(await exercise({ content: '长'.repeat(2001) })).toMatchObject({ field: 'content' });
    expect(await exercise({ areaId: other.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await exercise({ unitId: street.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await exercise({}, { ...commander, areaId: elsewhere.areaId })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(city.id).not.toBe(bureau.id);
  });

  it('is nobody else’s to read or answer, and can be taken back', async () => {
    const { city, commander, elsewhere, act, exercise } = await aStreetWithPowers();
    const { id } = await exercise();
    const stranger = anActor('DEPARTMENT_CLERK', { unitId: (await aUnit(db, city, { name: '他局' })).id });
    const seen = async (actor: typeof stranger | null) => (await ask(db, USE, { id }, { actor })).powerUse;

    expect(await seen(stranger)).toBeNull();
    expect(await seen(null)).toBeNull();
    for (const actor of [stranger, elsewhere]) {
      expect(await act('answerPowerUse', { id, isAdopted: true, answer: '采纳' }, { actor })).toMatchObject({
        __typename: 'NotFound',
      });
    }
    const withdraw = (reason: string) => act('withdrawPowerUse', { id, reason }, { actor: commander });
    expect(await withdraw(' ')).toMatchObject({ field: 'reason' });
    expect(await withdraw('误报')).toMatchObject({ state: 'WITHDRAWN' });
    const { powerUses } = await ask(
      db,
      'query ($where: PowerUseFilter) { powerUses(first: 1, where: $where) { totalCount } }',
      { where: { withinId: city.id, state: 'WITHDRAWN', power: 'PERSONNEL_ADVICE' } },
      { actor: commander },
    );
    expect(powerUses).toEqual({ totalCount: 1 });
  });
});

describe('the institutions of a street (D10, D11)', () => {
  async function aStreet() {
    const town = await aCity();
    const setUp = (given: object = {}, actor = town.organiser) =>
      town.act(
        'setUpStreetBody',
        {
          areaId: town.street.id,
          name: '公共服务平台',
          kind: 'PLATFORM',
          platform: 'PUBLIC_SERVICE',
          from: '2026-01-01',
          ...given,
        },
        { actor },
      );
    const team = { kind: 'ENFORCEMENT_TEAM', platform: null, name: '综合执法中队', staff: 24 };
    return { ...town, setUp, team };
  }

  it('stand for five platforms, and say which are wanting', async () => {
    const { street, setUp } = await aStreet();
    await setUp();

    const { area } = await ask(db, PLATFORMS, { id: street.id });
    expect(area.streetPlatforms).toHaveLength(5);
    expect(area.streetPlatforms.filter(({ body }: { body: unknown }) => body)).toEqual([
      { key: 'PUBLIC_SERVICE', title: 'Public service', body: { name: '公共服务平台' } },
    ]);
  });

  it('have one team that enforces, and windows moved down as they are needed', async () => {
    const { city, street, setUp, team, act } = await aStreet();
    const { id } = await setUp(team);
    const housing = await aUnit(db, city);
    const window = {
      kind: 'WINDOW',
      platform: null,
      name: '物业管理窗口',
      unitId: housing.id,
      windows: ['物业管理'],
    };

    expect(await setUp(team)).toMatchObject({ __typename: 'StreetBodyStands' });
    expect(await setUp(window)).toMatchObject({ state: 'RUNNING' });
    expect(await setUp(window)).toMatchObject({ state: 'RUNNING' });
    expect((await ask(db, PLATFORMS, { id: street.id })).area.enforcementTeam).toEqual({ staff: 24 });
    const close = (to: string, reason = '改革') => act('closeStreetBody', { id, to, reason });
    expect(await close('2025-12-31')).toMatchObject({ field: 'to' });
    expect(await close('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await close('2026-11-23', ' ')).toMatchObject({ field: 'reason' });
    expect(await close('2026-11-23')).toMatchObject({ state: 'CLOSED', availableActions: [] });
    expect(await setUp(team)).toMatchObject({ state: 'RUNNING' });
    const { streetBodies } = await ask(db, BODIES, {
      where: { withinId: city.id, kind: 'WINDOW', on: '2026-06-01' },
    });
    expect(streetBodies).toEqual({ totalCount: 2, streetCount: 1 });
  });

  it('are at a street, and of a platform that the profile names', async () => {
    const { city, elsewhere, setUp, team } = await aStreet();
    await setUp();

    expect(await setUp()).toMatchObject({ __typename: 'StreetBodyStands' });
    expect(await setUp({ areaId: city.id })).toMatchObject({ field: 'areaId' });
    expect(await setUp({ platform: 'SIXTH' })).toMatchObject({ field: 'platform' });
    expect(await setUp({ platform: null })).toMatchObject({ field: 'platform' });
    expect(await setUp({ ...team, platform: 'PUBLIC_SERVICE' })).toMatchObject({ field: 'platform' });
    expect(await setUp({ platform: 'EMERGENCY', staff: -1 })).toMatchObject({ field: 'staff' });
    expect(await setUp({ platform: 'EMERGENCY', name: ' ' })).toMatchObject({ field: 'name' });
    expect(await setUp({ platform: 'EMERGENCY', from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await setUp({ platform: 'EMERGENCY' }, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});

const MAY = /* GraphQL */ `
  query ($areaId: ID!, $power: String!, $on: LocalDate) {
    mayDecide(areaId: $areaId, power: $power, on: $on) { isAllowed list { id } reason }
  }
`;
const TOLD = 'query ($id: ID!) { powerList(id: $id) { state to history { action } } }';
const HELD = 'query ($id: ID!) { area(id: $id) { powers { power { key kind mechanism } list { id } } } }';
const HOLDERS = /* GraphQL */ `
  query ($power: String!, $withinCode: AreaCode) {
    powerHolders(first: 10, power: $power, withinCode: $withinCode) { totalCount nodes { office { name } } }
  }
`;
const LISTS = 'query ($where: PowerListFilter) { powerLists(first: 5, where: $where) { totalCount } }';
const USE =
  'query ($id: ID!) { powerUse(id: $id) { unit { id powerUses(first: 1) { totalCount } } history { action ruleVersion } } }';
const PLATFORMS =
  'query ($id: ID!) { area(id: $id) { streetPlatforms { key title body { name } } enforcementTeam { staff } } }';
const BODIES =
  'query ($where: StreetBodyFilter) { streetBodies(first: 5, where: $where) { totalCount streetCount } }';
