import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, aSite, ask, askArea, aUnit, run } from '../testing';
import { ServiceSite } from './site.entity';
import { siteStates } from './site.states';

const db = testDatabase(tables);

/** A community with a clerk, and a unit whose manager keeps sites there. */
async function aPlace() {
  const community = await anArea(db);
  const unit = await aUnit(db);
  return {
    community,
    unit,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    manager: anActor('SITE_MANAGER', { unitId: unit.id, areaId: community.id }),
  };
}

describe('a site', () => {
  it('goes from its plan to its opening, is suspended, resumed and closed (S18)', async () => {
    const { community, clerk } = await aPlace();
    const act = (name: string, input: object) => run(db, name, { ...input }, { actor: clerk });

    const { id, state } = await act('registerSite', {
      kind: 'PARTY_MASS_STATION',
      name: '新党群服务站',
      areaId: community.id,
      squareMetres: 320,
      functions: ['PARTY', 'ELDERLY'],
    });
    expect(state).toBe('PLANNED');
    expect(await act('startBuildingSite', { id })).toMatchObject({ state: 'BUILDING' });
    expect(await act('openSite', { id })).toMatchObject({ state: 'OPEN' });
    expect(await act('suspendSite', { id, reason: '检修' })).toMatchObject({ state: 'SUSPENDED' });
    expect(await act('resumeSite', { id })).toMatchObject({ state: 'OPEN' });
    expect(await act('closeSite', { id, reason: '搬迁' })).toMatchObject({
      state: 'CLOSED',
      availableActions: [],
    });

    const { serviceSite } = await ask(db, HISTORY, { id });
    expect(serviceSite.history).toEqual([
      { sequence: 1, action: 'REGISTER', reason: null },
      { sequence: 2, action: 'START_BUILDING', reason: null },
      { sequence: 3, action: 'OPEN', reason: null },
      { sequence: 4, action: 'SUSPEND', reason: '检修' },
      { sequence: 5, action: 'RESUME', reason: null },
      { sequence: 6, action: 'CLOSE', reason: '搬迁' },
    ]);
  });

  it('is not opened twice', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await aSite(db, community);

    expect(await run(db, 'openSite', { id }, { actor: clerk })).toEqual({
      __typename: 'ActionNotAllowed',
      code: 'ACTION_NOT_ALLOWED',
      message: 'Cannot OPEN while OPEN.',
    });
  });

  it('is refused outside its community, of an unknown kind or function, without a name or with no space', async () => {
    const { community, clerk } = await aPlace();
    const register = (given: object) =>
      run(
        db,
        'registerSite',
        { kind: 'CLINIC', name: '服务站', areaId: community.id, ...given },
        { actor: clerk },
      );

    expect(await register({ communityId: randomUUID() })).toMatchObject({
      __typename: 'InvalidInput',
      message: 'The area does not lie in the community that the site is said to belong to.',
    });
    expect(await register({ kind: 'CASTLE' })).toMatchObject({
      message: expect.stringContaining('There is no CASTLE; there are CLINIC'),
    });
    expect(await register({ functions: ['MAGIC'] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await register({ name: '站'.repeat(201) })).toMatchObject({
      message: '"name" must not be longer than 200 characters.',
    });
    expect(await register({ squareMetres: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ squareMetres: 1e308 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ location: { longitude: 181, latitude: 0 } })).toMatchObject({
      message: '"longitude" must be from -180 to 180.',
    });
    expect(await register({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({ operatorId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({ communityId: community.id })).toMatchObject({ __typename: 'ServiceSite' });
  });

  it('is registered only where the clerk works', async () => {
    const { clerk } = await aPlace();
    const elsewhere = await anArea(db);

    const answer = await run(
      db,
      'registerSite',
      { kind: 'CLINIC', name: '卫生站', areaId: elsewhere.id },
      { actor: clerk },
    );

    expect(answer).toMatchObject({ __typename: 'NotFound' });
  });

  it('is kept by the clerk of its area and the manager of its operator, by nobody else', async () => {
    const { community, unit, clerk, manager } = await aPlace();
    const elsewhere = await anArea(db);
    const suspend = async (actor: typeof clerk) => {
      const { id } = await aSite(db, community, { operatorId: unit.id });
      return (await run(db, 'suspendSite', { id, reason: '检修' }, { actor })).__typename;
    };

    expect(await suspend(clerk)).toBe('ServiceSite');
    expect(await suspend(manager)).toBe('ServiceSite');
    expect(await suspend({ ...manager, unitId: randomUUID() })).toBe('NotFound');
    expect(await suspend({ ...clerk, areaId: elsewhere.id })).toBe('NotFound');
  });

  it('cannot be changed out of reach, with the service’s own filter taken away', async () => {
    const { id } = await aSite(db, await anArea(db));

    const [, changed] = await db.query(`update service_site set name = '…' where id = $1`, [id]);

    expect(changed).toBe(0);
    await expect(db.manager.save(ServiceSite, { ...siteRow, id: randomUUID() })).rejects.toThrow(
      'row-level security',
    );
  });

  it('records room in several units, each with the moment of its count (D23, D24)', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await aSite(db, community, { kind: 'SCHOOL' });
    const count = (given: object) => run(db, 'recordSiteCapacity', { id, ...given }, { actor: clerk });

    await count({ unit: 'PRESCHOOL_PLACE', amount: 200, added: 80 });
    await count({ unit: 'SEAT', amount: 30 });
    await count({ unit: 'SEAT', amount: 40 });

    const { serviceSite } = await ask(db, CAPACITY, { id });
    expect(serviceSite.capacity).toEqual([
      { unit: 'PRESCHOOL_PLACE', amount: 200, added: 80 },
      { unit: 'SEAT', amount: 40, added: 0 },
    ]);
    expect(await count({ unit: 'SEAT', amount: -1 })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await count({ unit: 'SEAT', amount: 10, added: 11 })).toMatchObject({
      __typename: 'InvalidInput',
    });
  });

  it('opens by its hours, and by its exceptions before them', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await aSite(db, community);
    const change = (given: object) => run(db, 'changeSiteHours', { id, ...given }, { actor: clerk });

    await change({
      openingHours: [{ weekday: 'MONDAY', opensAt: '09:00', closesAt: '12:00' }],
      openingExceptions: [{ day: '2026-11-30', reason: '设备检修' }],
    });

    expect((await ask(db, OPEN, { id, at: '2026-11-23T10:00:00+08:00' })).serviceSite).toEqual({
      isOpen: true,
      opensAt: null,
    });
    expect((await ask(db, OPEN, { id, at: '2026-11-30T10:00:00+08:00' })).serviceSite).toEqual({
      isOpen: false,
      opensAt: '2026-12-07T01:00:00.000Z',
    });
    expect(
      await change({ openingHours: [{ weekday: 'MONDAY', opensAt: '22:00', closesAt: '06:00' }] }),
    ).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('told as two') });
    expect(
      await change({ openingHours: [], openingExceptions: [{ day: '2026-12-01', opensAt: '09:00' }] }),
    ).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('is not open while suspended, whatever its hours say', async () => {
    const always = [{ weekday: 'MONDAY' as const, opensAt: '00:00', closesAt: '24:00' }];
    const { id } = await aSite(db, await anArea(db), { state: 'SUSPENDED', openingHours: always });

    expect((await ask(db, OPEN, { id })).serviceSite).toEqual({ isOpen: false, opensAt: null });
  });

  it('is reformed with its zones, not ahead of the day (H26)', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await aSite(db, community, { kind: 'SERVICE_CENTRE' });
    const reform = (given: object) =>
      run(
        db,
        'reformSite',
        { id, zones: ['议事区'], isCounterFree: true, completedOn: '2022-06-30', ...given },
        { actor: { ...clerk, role: 'STREET_COMMANDER' } },
      );

    expect(await reform({ zones: [] })).toMatchObject({ message: 'Name at least one zone.' });
    expect(await reform({ completedOn: '2027-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await reform({})).toMatchObject({ __typename: 'ServiceSite' });

    const { serviceSite } = await ask(db, REFORM, { id });
    expect(serviceSite.premisesReform).toEqual({
      zones: ['议事区'],
      isCounterFree: true,
      completedOn: '2022-06-30',
    });
  });

  it('says its kind in the reader’s language', async () => {
    const { id } = await aSite(db, await anArea(db), { kind: 'ELDER_CANTEEN' });
    const label = async (language: 'en' | 'zh-CN') =>
      (await ask(db, KIND, { id }, { language })).serviceSite.kind;

    expect(await label('en')).toEqual({ code: 'ELDER_CANTEEN', label: 'Elder canteen' });
    expect(await label('zh-CN')).toEqual({ code: 'ELDER_CANTEEN', label: '长者食堂' });
  });

  it('is called what its locality calls it, and kept under its code where the locality has no such kind', async () => {
    const xianyou = await anArea(db, { code: '350322001004' });
    const kindOf = async (given: object) =>
      (await ask(db, KIND, { id: (await aSite(db, xianyou, given)).id }, { language: 'zh-CN' })).serviceSite
        .kind;
    const { serviceSiteKinds } = await ask(
      db,
      '{ serviceSiteKinds(areaCode: "350322001004") { code label isRated } }',
    );

    expect(await kindOf({ localityCode: '350322', kind: 'NEIGHBOUR_LIVING_ROOM' })).toMatchObject({
      label: '睦邻客厅',
    });
    expect(await kindOf({ localityCode: '350322', kind: 'CASTLE' })).toMatchObject({ label: 'CASTLE' });
    expect(serviceSiteKinds).toContainEqual({
      code: 'HOME_CARE_CENTRE',
      label: 'Home-care centre',
      isRated: true,
    });
  });

  it('is corrected without touching what is left out', async () => {
    const { community, unit, clerk } = await aPlace();
    const { id } = await aSite(db, community, { address: '友谊路1号' });
    const correct = (given: object) => run(db, 'correctSite', { id, ...given }, { actor: clerk });

    expect(await correct({ location: { longitude: 105.83, latitude: 28.81 } })).toMatchObject({ id });
    expect(await correct({ functions: ['PARTY', 'PARTY'], operatorId: unit.id })).toMatchObject({ id });

    const { serviceSite } = await ask(db, WRITTEN, { id });
    expect(serviceSite).toEqual({
      name: '桂圆林社区党群服务站',
      address: '友谊路1号',
      location: { longitude: 105.83, latitude: 28.81 },
      functions: [{ code: 'PARTY' }],
      operator: { id: unit.id },
    });
    expect(await correct({ location: { longitude: 0, latitude: -91 } })).toMatchObject({
      message: '"latitude" must be from -90 to 90.',
    });
    expect(await correct({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await correct({ functions: ['MAGIC'] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await correct({ operatorId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });

  it('has its premises looked at, their size, layout and source (H9, D26)', async () => {
    const { community, clerk } = await aPlace();
    const { id } = await aSite(db, community);
    const appraise = (given: object) =>
      run(
        db,
        'appraisePremises',
        { id, squareMetres: 90, layout: 'TO_BE_REBUILT', ...given },
        { actor: clerk },
      );

    expect(await appraise({ squareMetres: 0 })).toMatchObject({ __typename: 'InvalidInput' });
    await appraise({});
    await appraise({ squareMetres: 640, layout: 'SOUND', source: 'STATE_ASSETS' });

    const { serviceSites } = await ask(db, PREMISES, {
      where: { areaId: community.id, premisesSources: ['STATE_ASSETS', 'PLANNED_HOUSING'] },
    });
    expect(serviceSites).toEqual({
      totalSquareMetres: 640,
      nodes: [{ premises: { layout: 'SOUND', source: 'STATE_ASSETS', appraisedOn: '2026-11-23' } }],
    });
    const small = { areaId: community.id, premisesLayouts: ['TO_BE_REBUILT'] };
    expect((await ask(db, PREMISES, { where: small })).serviceSites.totalSquareMetres).toBe(0);
  });

  it('is given stars where its kind is rated (F19)', async () => {
    const { community, clerk } = await aPlace();
    const commander = { ...clerk, role: 'STREET_COMMANDER' as const };
    const homeCare = await aSite(db, community, { kind: 'HOME_CARE_CENTRE' });
    const station = await aSite(db, community);
    const rate = (id: string, stars: number) => run(db, 'rateSite', { id, stars }, { actor: commander });

    expect(await rate(homeCare.id, 6)).toMatchObject({ message: '"stars" must be from 1 to 5.' });
    expect(await rate(station.id, 5)).toMatchObject({ message: 'Sites of this kind are not rated.' });
    expect(await rate(homeCare.id, 5)).toMatchObject({ __typename: 'ServiceSite' });

    const fiveStars = { areaId: community.id, leastStars: 5 };
    expect((await ask(db, COUNT, { where: fiveStars })).serviceSites.totalCount).toBe(1);
  });
});

describe('a list of sites', () => {
  it('is walked page by page by name, without missing or repeating one', async () => {
    const community = await anArea(db);
    for (const name of ['丙', '甲', '乙', '甲', '丁']) await aSite(db, community, { name });

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const [{ serviceSites }]: [{ serviceSites: SitePage }] = await askArea(
        db,
        [community.id],
        `serviceSites(first: 2${after ? `, after: "${after}"` : ''}) {
          totalCount nodes { id } pageInfo { hasNextPage endCursor }
        }`,
      );
      expect(serviceSites.totalCount).toBe(5);
      seen.push(...serviceSites.nodes.map(({ id }) => id));
      after = serviceSites.pageInfo.hasNextPage ? serviceSites.pageInfo.endCursor : null;
    } while (after);

    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('is narrowed by what people look for', async () => {
    const community = await anArea(db);
    const unit = await aUnit(db);
    const monday = [{ weekday: 'MONDAY' as const, opensAt: '09:00', closesAt: '12:00' }];
    await aSite(db, community, { openingHours: monday, operatorId: unit.id });
    await aSite(db, community, {
      openingHours: monday,
      openingExceptions: [{ day: '2026-11-23', opensAt: null, closesAt: null, reason: null }],
    });
    await aSite(db, community, { kind: 'CLINIC', state: 'BUILDING' });
    await aSite(db, community, {
      kind: 'SERVICE_CENTRE',
      upgradedOn: '2022-01-01',
      reformedOn: '2022-01-01',
    });

    const count = async (where: object) =>
      (await ask(db, COUNT, { where: { areaId: community.id, ...where } })).serviceSites.totalCount;

    expect(await count({})).toBe(4);
    expect(await count({ kinds: ['CLINIC', 'SERVICE_CENTRE'] })).toBe(2);
    expect(await count({ states: ['BUILDING'] })).toBe(1);
    expect(await count({ isOpenNow: true })).toBe(1);
    expect(await count({ isOpenNow: false })).toBe(3);
    expect(await count({ isUpgraded: true })).toBe(1);
    expect(await count({ isReformed: false })).toBe(3);
    expect(await count({ operatorId: unit.id })).toBe(1);
  });

  it('sums the room of its sites by unit, of those below the area alone', async () => {
    const community = await anArea(db);
    const [one, two, other] = [
      await aSite(db, community),
      await aSite(db, community),
      await aSite(db, await anArea(db)),
    ];
    await withReach(db, (tx) =>
      tx.query(
        `insert into site_capacity values
           ($1, 'BED', 10, 2, now()), ($2, 'BED', 5, 0, now()), ($2, 'SEAT', 7, 0, now()), ($3, 'BED', 99, 0, now())`,
        [one.id, two.id, other.id],
      ),
    );

    const [{ serviceSites }] = await askArea(
      db,
      [community.id],
      'serviceSites(first: 1) { totalCapacity { unit amount added } beds: totalCapacity(unit: BED) { amount } }',
    );

    expect(serviceSites.totalCapacity).toEqual([
      { unit: 'BED', amount: 15, added: 2 },
      { unit: 'SEAT', amount: 7, added: 0 },
    ]);
    expect(serviceSites.beds).toEqual([{ amount: 15 }]);
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const community = await anArea(db);
    for (const name of ['甲', '乙', '丙']) await aSite(db, community, { name, functions: ['PARTY'] });
    const statements = async (ids: string[]) =>
      (await countStatements(() => askArea(db, ids, EVERYTHING))).statements.length;
    await statements([community.id]);

    expect(await statements(Array.from({ length: 100 }, () => community.id))).toBe(
      await statements([community.id]),
    );
  });

  it('of an area that nobody knows is empty', async () => {
    const [{ serviceSites, stationSpace }] = await askArea(
      db,
      [randomUUID()],
      'serviceSites(first: 5) { totalCount totalCapacity { amount } nodes { id } } stationSpace { squareMetres }',
    );

    expect(serviceSites).toEqual({ totalCount: 0, totalCapacity: [], nodes: [] });
    expect(stationSpace).toBeNull();
  });
});

describe('station space (S18, S26)', () => {
  const space = async (id: string) =>
    (
      await askArea(
        db,
        [id],
        `stationMetresPer100Households
         stationSpace { squareMetres households perHundredHouseholds threshold isMet ruleVersion }`,
      )
    )[0];

  it('counts the open stations of an area and below it against the households there', async () => {
    const community = await anArea(db, { householdCount: 1000 });
    const compound = await anArea(db, { level: 'COMPOUND', path: `${community.path}c/` });
    await aSite(db, community, { squareMetres: 200 });
    await aSite(db, compound, { squareMetres: 110 });
    await aSite(db, compound, { squareMetres: 900, state: 'BUILDING' });
    await aSite(db, compound, { squareMetres: 900, kind: 'CLINIC' });

    expect(await space(community.id)).toEqual({
      stationMetresPer100Households: 31,
      stationSpace: {
        squareMetres: 310,
        households: 1000,
        perHundredHouseholds: 31,
        threshold: 30,
        isMet: true,
        ruleVersion: '510522/thresholds/1',
      },
    });
  });

  it('is not judged where the households are not known', async () => {
    const { id } = await anArea(db, { householdCount: null });

    expect((await space(id)).stationSpace).toMatchObject({ perHundredHouseholds: null, isMet: null });
  });
});

test('every state of a site can be reached', () => {
  expect([...siteStates.reachable('PLANNED')].sort()).toEqual([...siteStates.states].sort());
});

interface SitePage {
  totalCount: number;
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const siteRow = {
  localityCode: '510522',
  kind: 'CLINIC',
  name: '卫生站',
  state: 'OPEN' as const,
  areaId: randomUUID(),
  areaPath: '/t/',
  functions: [],
  openingHours: [],
  openingExceptions: [],
  zones: [],
  isCounterFree: false,
};

const HISTORY = 'query ($id: ID!) { serviceSite(id: $id) { history { sequence action reason } } }';
const OPEN =
  'query ($id: ID!, $at: DateTime) { serviceSite(id: $id) { isOpen(at: $at) opensAt(from: $at) } }';
const REFORM =
  'query ($id: ID!) { serviceSite(id: $id) { premisesReform { zones isCounterFree completedOn } } }';
const KIND = 'query ($id: ID!) { serviceSite(id: $id) { kind { code label } } }';
const WRITTEN = /* GraphQL */ `
  query ($id: ID!) {
    serviceSite(id: $id) {
      name address location { longitude latitude } functions { code } operator { id }
    }
  }
`;
const PREMISES = /* GraphQL */ `
  query ($where: ServiceSiteFilter) {
    serviceSites(first: 5, where: $where) { totalSquareMetres nodes { premises { layout source appraisedOn } } }
  }
`;
const CAPACITY = 'query ($id: ID!) { serviceSite(id: $id) { capacity { unit amount added } } }';
const COUNT = 'query ($where: ServiceSiteFilter) { serviceSites(first: 1, where: $where) { totalCount } }';
const EVERYTHING = `
  stationSpace { isMet }
  serviceSites(first: 3, where: { states: [OPEN] }) {
    totalCount totalCapacity { amount }
    nodes { name kind { label } functions { label } capacity { amount } history { action } canteen { meals { day } } }
  }
`;
