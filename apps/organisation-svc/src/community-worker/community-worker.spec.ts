import { poolOf, scopedReader, statement } from '@jinlin/database';
import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anAppointment, anArea, aPerson, ask, run } from '../testing';
import { aStaffedStreet, aWorker } from './community-worker.testing';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';
const purpose = '核定岗位待遇';

describe('a community worker (S17, D27)', () => {
  it('is hired into a grade, and appointed to the post with it', async () => {
    const street = await aStaffedStreet(db);

    const { worker } = await aWorker(db, street);

    expect(worker).toMatchObject({
      state: 'SERVING',
      from: '2021-03-01',
      area: { id: street.here.id },
      appointment: { state: 'SERVING', area: { id: street.here.id } },
      availableActions: [
        'REGRADE',
        'TRANSFER',
        'ASSESS',
        'ENTER_INSTITUTION',
        'ENTER_CIVIL_SERVICE',
        'LEAVE',
      ],
    });
  });

  it('who holds the post already keeps it', async () => {
    const { here, commander } = await aStaffedStreet(db);
    const person = await aPerson(db, here);
    const held = await anAppointment(db, here, { post: 'COMMUNITY_WORKER', personId: person.id });
    const input = {
      personId: person.id,
      areaId: here.id,
      grade: 'JUNIOR',
      education: 'BACHELOR',
      from: TODAY,
    };

    const worker = await run(db, 'hireCommunityWorker', input, { actor: commander });

    expect(worker).toMatchObject({ appointment: { id: held.id } });
  });

  it('is in service once, also where the other clerk cannot see it, and under a race', async () => {
    const street = await aStaffedStreet(db);
    const far = await aStaffedStreet(db);
    const { person } = await aWorker(db, street);
    const input = { grade: 'MIDDLE', education: 'COLLEGE', from: TODAY };
    const hire = (personId: string, { here, organiser }: typeof far) =>
      run(db, 'hireCommunityWorker', { ...input, personId, areaId: here.id }, { actor: organiser });

    expect(await hire(person.id, far)).toMatchObject({ __typename: 'AlreadyCommunityWorker' });

    const { id } = await aPerson(db, street.here);
    const answers = await Promise.all([street, street, far].map((at) => hire(id, at)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AlreadyCommunityWorker',
      'AlreadyCommunityWorker',
      'CommunityWorker',
    ]);
  });

  it.each([
    ['grade', { grade: 'MARSHAL' }],
    ['areaId', { areaId: 'STREET' }],
    ['from', { from: '2026-11-24' }],
  ])('is not hired with a wrong %s', async (field, wrong) => {
    const { here, street, organiser } = await aStaffedStreet(db);
    const { id: personId } = await aPerson(db, here);
    const areaId = 'areaId' in wrong ? street.id : here.id;
    const input = { grade: 'MIDDLE', education: 'COLLEGE', from: TODAY, ...wrong, personId, areaId };

    expect(await run(db, 'hireCommunityWorker', input, { actor: organiser })).toMatchObject({ field });
  });

  it('rises in grade, and is paid by it from then on', async () => {
    const street = await aStaffedStreet(db);
    const { id, self } = await aWorker(db, street);
    const regrade = (given: object) =>
      run(
        db,
        'regradeCommunityWorker',
        { id, grade: 'SENIOR', on: TODAY, reason: '连续任职满五年', ...given },
        { actor: street.commander },
      );

    expect(await regrade({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await regrade({ grade: 'MARSHAL' })).toMatchObject({ field: 'grade' });
    expect(await regrade({ on: '2021-02-28' })).toMatchObject({ field: 'on' });
    expect(await regrade({ on: '2026-11-24' })).toMatchObject({ field: 'on' });
    expect(await regrade({})).toMatchObject({ state: 'SERVING' });
    expect(
      (await ask(db, FILE, { id, purpose }, { actor: self })).communityWorker.personnelFile,
    ).toMatchObject({
      grade: { code: 'SENIOR', title: 'Senior' },
      gradedOn: TODAY,
      monthlyPay: 380_000,
      payRuleVersion: '510522/communityWorkers/1',
    });
  });

  it('moves to another community with the post, and with what was assessed', async () => {
    const street = await aStaffedStreet(db);
    const { id } = await aWorker(db, street);
    await run(
      db,
      'assessCommunityWorker',
      { id, year: 2025, level: 'EXCELLENT' },
      { actor: street.commander },
    );
    const transfer = (given: object = {}, actor = street.organiser) =>
      run(
        db,
        'transferCommunityWorker',
        { id, areaId: street.there.id, on: TODAY, reason: '交流轮岗', ...given },
        { actor },
      );

    expect(await transfer({ areaId: street.here.id })).toMatchObject({ field: 'areaId' });
    expect(await transfer({ areaId: street.street.id })).toMatchObject({ field: 'areaId' });
    expect(await transfer({ on: '2021-02-28' })).toMatchObject({ field: 'on' });
    expect(await transfer({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await transfer({}, street.elsewhere)).toMatchObject(none);
    expect(await transfer()).toMatchObject({
      area: { id: street.there.id },
      appointment: { state: 'SERVING', area: { id: street.there.id } },
    });

    const clerkThere = anActor('STREET_COMMANDER', { areaId: street.there.id, scopes: ['pii:read'] });
    const { communityWorker } = await ask(db, FILE, { id, purpose }, { actor: clerkThere });
    expect(communityWorker.personnelFile.assessments).toEqual([{ year: 2025, level: 'EXCELLENT' }]);
  });

  it('is not left behind at a community that closes, and goes on where it is merged into (D13)', async () => {
    const street = await aStaffedStreet(db);
    const { here, there, organiser: actor } = street;
    const { id } = await aWorker(db, street);
    await run(db, 'assessCommunityWorker', { id, year: 2025, level: 'EXCELLENT' }, { actor });

    expect(await run(db, 'closeArea', { id: here.id, on: TODAY }, { actor })).toMatchObject({
      __typename: 'WithoutSuccessor',
    });
    const merger = { ids: [here.id, there.id], into: { survivorId: there.id }, on: TODAY };
    expect(await run(db, 'mergeAreas', merger, { actor })).toMatchObject({ id: there.id });

    const keeper = anActor('STREET_COMMANDER', { areaId: there.id, scopes: ['pii:read'] });
    const { communityWorker } = await ask(db, PASSED_ON, { id, purpose }, { actor: keeper });
    expect(communityWorker).toEqual({
      state: 'SERVING',
      area: { id: there.id },
      appointment: { state: 'SERVING', area: { id: there.id }, from: TODAY },
      personnelFile: { assessments: [{ year: 2025 }] },
      history: ['HIRE', 'ASSESS', 'PASS_ON'].map((action) => ({ action })),
    });
  });

  it('is assessed once a year, for years in service', async () => {
    const street = await aStaffedStreet(db);
    const { id } = await aWorker(db, street);
    const assess = (year: number) =>
      run(db, 'assessCommunityWorker', { id, year, level: 'COMPETENT' }, { actor: street.commander });

    expect(await assess(2020)).toMatchObject({ field: 'year' });
    expect(await assess(2027)).toMatchObject({ field: 'year' });
    expect(await assess(2025)).toMatchObject({ state: 'SERVING' });
    expect(await assess(2025)).toMatchObject({ __typename: 'WorkerAlreadyAssessed' });
    expect(await open({ withinId: street.here.id, notAssessedIn: 2025 }, street.organiser)).toBe(0);
    expect(await open({ withinId: street.here.id, notAssessedIn: 2026 }, street.organiser)).toBe(1);
  });

  it('leaves with a reason, the post with them, and can come back', async () => {
    const street = await aStaffedStreet(db);
    const { id, person } = await aWorker(db, street);
    const end = (given: object = {}) =>
      run(db, 'endCommunityWork', { id, to: TODAY, reason: '辞职', ...given }, { actor: street.commander });

    expect(await end({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await end({ to: '2021-02-28' })).toMatchObject({ field: 'to' });
    expect(await end()).toMatchObject({ state: 'LEFT', to: TODAY, appointment: { state: 'ENDED' } });
    expect(await end()).toMatchObject({ __typename: 'ActionNotAllowed' });

    const back = { personId: person.id, areaId: street.here.id, grade: 'JUNIOR', education: 'COLLEGE' };
    expect(
      await run(db, 'hireCommunityWorker', { ...back, from: TODAY }, { actor: street.organiser }),
    ).toMatchObject({ state: 'SERVING' });
  });

  it('is no business of those outside', async () => {
    const street = await aStaffedStreet(db);
    const { id } = await aWorker(db, street);
    const actor = street.elsewhere;

    for (const [act, input] of [
      ['regradeCommunityWorker', { grade: 'SENIOR', on: TODAY, reason: '晋级' }],
      ['assessCommunityWorker', { year: 2025, level: 'COMPETENT' }],
      ['recordCareerMove', { kind: 'CIVIL_SERVICE', on: TODAY }],
      ['endCommunityWork', { to: TODAY, reason: '离职' }],
    ] as const) {
      expect(await run(db, act, { id, ...input }, { actor })).toMatchObject(none);
    }
    expect((await ask(db, ONE, { id }, { actor })).communityWorker).toBeNull();
  });
});

describe('a career move (S17, F21)', () => {
  it('leads from the community into a public institution, and on into the civil service', async () => {
    const street = await aStaffedStreet(db);
    const { id } = await aWorker(db, street);
    const move = (kind: string, on: string, given: object = {}) =>
      run(db, 'recordCareerMove', { id, kind, on, ...given }, { actor: street.organiser });

    expect(await move('PUBLIC_INSTITUTION', '2021-02-28')).toMatchObject({ field: 'on' });
    expect(await move('PUBLIC_INSTITUTION', '2025-06-01')).toMatchObject({
      state: 'IN_INSTITUTION',
      to: '2025-06-01',
      appointment: { state: 'ENDED' },
      availableActions: ['ENTER_CIVIL_SERVICE'],
    });
    expect(await move('CIVIL_SERVICE', '2025-05-31')).toMatchObject({ field: 'on' });
    expect(await move('CIVIL_SERVICE', TODAY)).toMatchObject({ state: 'IN_CIVIL_SERVICE', to: '2025-06-01' });

    const { careerMoves } = await ask(
      db,
      MOVES,
      { where: { withinId: street.here.id, from: '2025-01-01', to: '2025-12-31' } },
      { actor: street.organiser },
    );
    expect(careerMoves).toEqual({
      totalCount: 1,
      nodes: [{ kind: 'PUBLIC_INSTITUTION', on: '2025-06-01', worker: { id }, institutionPostAt: null }],
    });
  });

  it('takes one of the posts that a community has for it, and never one more', async () => {
    const here = await anArea(
      db,
      { code: '210199001001' },
      await anArea(db, { level: 'TOWNSHIP', code: '210199001' }),
    );
    const organiser = anActor('ORGANISER', { areaId: here.id });
    const take = async () => {
      const { id } = await aWorker(db, { here, organiser });
      const input = { id, kind: 'PUBLIC_INSTITUTION', institutionPostAt: here.id, on: TODAY };
      return run(db, 'recordCareerMove', input, { actor: organiser });
    };
    const posts = async () =>
      (await ask(db, POSTS, { id: here.id }, { actor: organiser })).area.institutionPosts;

    const [first] = [await take(), await take(), await take()];

    expect(await posts()).toEqual({ least: 2, most: 3, taken: 3 });
    expect(await take()).toMatchObject({ __typename: 'InstitutionPostsTaken' });
    const on = { id: first!.id, kind: 'CIVIL_SERVICE', on: TODAY };
    expect(
      await run(db, 'recordCareerMove', { ...on, institutionPostAt: here.id }, { actor: organiser }),
    ).toMatchObject({ field: 'institutionPostAt' });
    await run(db, 'recordCareerMove', on, { actor: organiser });
    expect(await posts()).toMatchObject({ taken: 2 });
    expect(await take()).toMatchObject({ state: 'IN_INSTITUTION' });
  });
});

describe('a personnel file', () => {
  it('is open to the worker, and to those who keep it for a purpose that is recorded', async () => {
    const street = await aStaffedStreet(db);
    const { id, self } = await aWorker(db, street);
    const keeper = anActor('STREET_COMMANDER', { areaId: street.street.id, scopes: ['pii:read'] });
    const file = { education: 'COLLEGE', monthlyPay: 340_000, gradedOn: '2021-03-01' };
    const readers = () =>
      db.query('select actor_id, record_type, purpose from access_record where record_id = $1', [id]);

    expect(
      (await ask(db, FILE, { id, purpose: '' }, { actor: self })).communityWorker.personnelFile,
    ).toMatchObject(file);
    expect(await readers()).toEqual([]);

    expect(
      (await ask(db, FILE, { id, purpose }, { actor: keeper })).communityWorker.personnelFile,
    ).toMatchObject(file);
    expect(await readers()).toEqual([{ actor_id: keeper.id, record_type: 'CommunityWorker', purpose }]);
  });

  it.each(['GRID_WORKER', 'COMMUNITY_CLERK', 'LEADER', 'DATA_ANALYST', 'OPERATOR'] as const)(
    'is closed to a %s, with the scope too',
    async (role) => {
      const street = await aStaffedStreet(db);
      const { id } = await aWorker(db, street);
      const actor = anActor(role, { areaId: street.county.id, scopes: ['pii:read'] });

      await expect(ask(db, FILE, { id, purpose }, { actor })).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
      const { communityWorker } = await ask(db, HISTORY, { id }, { actor });
      expect(communityWorker).toEqual({ state: 'SERVING', history: [] });
    },
  );

  it('is closed without the scope, and without a purpose', async () => {
    const street = await aStaffedStreet(db);
    const { id } = await aWorker(db, street);
    const keeper = anActor('ORGANISER', { areaId: street.county.id, scopes: ['pii:read'] });

    await expect(ask(db, FILE, { id, purpose }, { actor: street.organiser })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(ask(db, FILE, { id, purpose: ' ' }, { actor: keeper })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is kept by the database, even from a query without a filter', async () => {
    const street = await aStaffedStreet(db);
    const far = await aStaffedStreet(db);
    const { id, person } = await aWorker(db, street);
    await run(
      db,
      'assessCommunityWorker',
      { id, year: 2025, level: 'COMPETENT' },
      { actor: street.organiser },
    );
    await run(db, 'recordCareerMove', { id, kind: 'CIVIL_SERVICE', on: TODAY }, { actor: street.organiser });
    const seen = async (areaPath: string | null, personId: string | null = null) => {
      const read = scopedReader(poolOf(db), { reach: 'AREA', areaPath, unitId: null, personId });
      const rows = await read.rows<{ of: string }>(EVERYTHING_OF_WORKERS);
      await read.end();
      return rows.map(({ of }) => of);
    };

    expect(await seen(street.street.path)).toEqual(['assessment', 'move', 'worker']);
    expect(await seen(null, person.id)).toEqual(['assessment', 'move', 'worker']);
    expect(await seen(far.county.path)).toEqual([]);
    expect(await seen(null)).toEqual([]);
  });
});

describe('the workforce of a place (H9)', () => {
  it('is told in figures: age, schooling and pay', async () => {
    const street = await aStaffedStreet(db);
    for (const [grade, education] of [
      ['JUNIOR', 'SECONDARY'],
      ['MIDDLE', 'COLLEGE'],
      ['MIDDLE', 'COLLEGE'],
      ['MIDDLE', 'BACHELOR'],
      ['SENIOR', 'POSTGRADUATE'],
    ] as const) {
      await aWorker(db, street, { grade, education });
    }
    const workforce = async (asOf: string | null = null) =>
      (await ask(db, WORKFORCE, { id: street.street.id, asOf }, { actor: street.organiser })).area.workforce;

    expect(await workforce()).toEqual({ workers: 5, meanAge: 46, collegeRate: 80, meanMonthlyPay: 340_000 });
    expect(await workforce('2022-07-21')).toMatchObject({ meanAge: 42 });
    expect(await workforce('2021-02-28')).toMatchObject({ workers: 0 });
  });

  it('of fewer than five would tell of each, and is withheld', async () => {
    const street = await aStaffedStreet(db);
    for (let hired = 0; hired < 4; hired++) await aWorker(db, street);

    const { area } = await ask(db, WORKFORCE, { id: street.here.id }, { actor: street.organiser });

    expect(area.workforce).toEqual({ workers: 4, meanAge: null, collegeRate: null, meanMonthlyPay: null });
  });
});

test('the pay of each grade is a rule of the locality with a version (S17)', async () => {
  const table = async (code: string) =>
    (
      await ask(
        db,
        `{ workerPayTable(localityCode: "${code}") { ruleVersion grades { code title monthlyPay } } }`,
      )
    ).workerPayTable;

  expect(await table('210100')).toMatchObject({
    ruleVersion: '210100/communityWorkers/1',
    grades: [{ code: 'JUNIOR' }, { code: 'MIDDLE', monthlyPay: 595_000 }, { code: 'SENIOR' }],
  });
  expect(await table('350322')).toBeNull();
});

test('the workers of twenty communities are read in as many statements as those of one', async () => {
  const street = await aStaffedStreet(db);
  for (let hired = 0; hired < 20; hired++) await aWorker(db, street);
  const list = (first: number) =>
    ask(
      db,
      LIST,
      { first, where: { withinId: street.street.id, state: 'SERVING' } },
      { actor: street.organiser },
    );

  const one = await countStatements(() => list(1));
  const twenty = await countStatements(() => list(20));

  expect(twenty.answer.communityWorkers.nodes).toHaveLength(20);
  expect(twenty.statements.length).toBe(one.statements.length);
});

test('the events of community workers say nothing of whom they are, or of their grade', async () => {
  const street = await aStaffedStreet(db);
  const { id, person } = await aWorker(db, street);

  const [event] = await db.query('select data from outbox where subject = $1', [id]);

  expect(JSON.stringify(event)).not.toContain(person.id);
  expect(JSON.stringify(event)).not.toContain('MIDDLE');
});

const open = async (where: object, actor: ReturnType<typeof anActor>) =>
  (await ask(db, LIST, { first: 1, where }, { actor, now: NOW })).communityWorkers.totalCount;

const EVERYTHING_OF_WORKERS = statement(/* SQL */ `
  select 'assessment' as of from worker_assessment
  union all select 'move' from career_move
  union all select 'worker' from community_worker
  order by 1
`);
const ONE = 'query ($id: ID!) { communityWorker(id: $id) { id } }';
const HISTORY = 'query ($id: ID!) { communityWorker(id: $id) { state history { action } } }';
const FILE = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    communityWorker(id: $id) {
      personnelFile(purpose: $purpose) {
        education gradedOn monthlyPay payRuleVersion grade { code title } assessments { year level }
      }
    }
  }
`;
const PASSED_ON = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    communityWorker(id: $id) {
      state
      area { id }
      appointment { state area { id } from }
      personnelFile(purpose: $purpose) { assessments { year } }
      history { action }
    }
  }
`;
const MOVES = /* GraphQL */ `
  query ($where: CareerMoveFilter) {
    careerMoves(first: 5, where: $where) {
      totalCount nodes { kind on worker { id } institutionPostAt { id } }
    }
  }
`;
const POSTS = 'query ($id: ID!) { area(id: $id) { institutionPosts { least most taken } } }';
const WORKFORCE = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id) { workforce(asOf: $asOf) { workers meanAge collegeRate meanMonthlyPay } }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: CommunityWorkerFilter) {
    communityWorkers(first: $first, where: $where) {
      totalCount
      nodes {
        state
        person { maskedName communityWork { id } }
        area { name institutionPosts { taken } workforce { workers } }
        appointment { localTitle }
        history { action }
      }
    }
  }
`;
