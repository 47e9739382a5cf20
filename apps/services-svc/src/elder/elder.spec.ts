import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, anElder, ask, askArea, run } from '../testing';
import { elderStates } from './elder.states';

const db = testDatabase(tables);

/** A community with a grid in it, and whoever visits there. */
async function aRound() {
  const community = await anArea(db);
  const grid = await anArea(db, { level: 'GRID', code: '510522001006001', path: `${community.path}g/` });
  const actor = anActor('GRID_WORKER', { areaId: community.id });
  return { community, grid, actor };
}

const zhang = { name: '张安宁', phone: '15400001234', birthDate: '1950-06-01' };

const at = (moment: string) => `2026-11-${moment}:00+08:00`;

describe('an elder', () => {
  it('comes onto the books in their tier, due by its rounds (S23)', async () => {
    const { grid, actor } = await aRound();
    const register = (given: object) =>
      run(db, 'registerElder', { areaId: grid.id, ...zhang, ...given }, { actor });

    expect(await register({})).toMatchObject({
      state: 'ACTIVE',
      riskTier: 'GENERAL',
      nextVisitDueOn: '2027-02-23',
      ruleVersion: '510522/visits/1',
    });
    expect(await register({ groups: ['LIVING_ALONE'] })).toMatchObject({
      riskTier: 'KEY',
      nextVisitDueOn: '2026-12-23',
    });
    expect(await register({ riskTier: 'HIGH' })).toMatchObject({
      riskTier: 'HIGH',
      nextVisitDueOn: '2026-11-30',
    });
  });

  it('is refused with the name of what is wrong', async () => {
    const { grid, actor } = await aRound();
    const street = await anArea(db, { level: 'TOWNSHIP' });
    const register = (given: object, by = actor) =>
      run(db, 'registerElder', { areaId: grid.id, ...zhang, ...given }, { actor: by });

    expect(await register({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await register({ birthDate: '2030-01-01' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await register({ groups: ['LEFT_HANDED'] })).toMatchObject({
      message: expect.stringContaining('no group LEFT_HANDED; it has LIVING_ALONE'),
    });
    expect(await register({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await register({ areaId: street.id }, { ...actor, areaId: street.id })).toMatchObject({
      __typename: 'InvalidInput',
      message: 'An elder lives in a community; this area is above that level.',
    });
  });

  it('stands on the books once', async () => {
    const { grid, actor } = await aRound();
    const personId = randomUUID();
    const register = () => run(db, 'registerElder', { areaId: grid.id, ...zhang, personId }, { actor });

    const answers = await Promise.all([register(), register()]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['ElderProfile', 'InvalidInput']);
  });

  it('changes tier with a reason, and with it the day of the next visit', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community, { lastVisitedAt: new Date(at('20T09:00')) });
    const change = (given: object) =>
      run(db, 'changeRiskTier', { id, riskTier: 'HIGH', reason: '术后', ...given }, { actor });

    expect(await change({ reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await change({})).toMatchObject({ riskTier: 'HIGH', nextVisitDueOn: '2026-11-27' });
  });

  it('changes groups, and the tier follows by the rule (S23)', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community, { riskTier: 'GENERAL' });
    const change = (groups: string[], reason = '年度评估') =>
      run(db, 'changeElderGroups', { id, groups, reason }, { actor });

    expect(await change(['EMPTY_NEST'])).toMatchObject({ riskTier: 'KEY', nextVisitDueOn: '2026-10-01' });
    expect(await change(['LIVING_ALONE', 'DISABLED_BY_AGE'])).toMatchObject({ riskTier: 'HIGH' });
    expect(await change([])).toMatchObject({ riskTier: 'GENERAL', nextVisitDueOn: '2026-12-01' });
    expect(await change(['LEFT_HANDED'])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await change([], ' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(
      await withReach(db, (tx) =>
        tx.query('select was, became from risk_tier_change where elder_id = $1 order by was', [id]),
      ),
    ).toEqual([
      { was: 'GENERAL', became: 'KEY' },
      { was: 'HIGH', became: 'GENERAL' },
      { was: 'KEY', became: 'HIGH' },
    ]);
  });

  it('has the hardships that the locality’s rule knows, by a certificate (F13)', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community);
    const record = (hardships: string[], reason = '低保证') =>
      run(db, 'recordHardships', { id, hardships, reason }, { actor });

    expect(await record(['RICH'])).toMatchObject({
      message: 'This locality has no hardship RICH; it has LOW_INCOME, EXTREME_POVERTY.',
    });
    expect(await record([], '')).toMatchObject({ __typename: 'InvalidInput' });
    await record(['LOW_INCOME']);

    expect((await ask(db, HARDSHIPS, { id }, { actor })).elderProfile.hardships).toEqual([
      { code: 'LOW_INCOME', label: 'On subsistence allowance' },
    ]);
  });

  it('goes off the books, and is then visited no more', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community);

    expect(await run(db, 'endElderCare', { id, reason: ' ' }, { actor })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await run(db, 'endElderCare', { id, reason: '迁出' }, { actor })).toMatchObject({
      state: 'ENDED',
      nextVisitDueOn: null,
    });
    expect(
      await run(
        db,
        'recordElderVisit',
        { elderId: id, kind: 'DOOR', outcome: 'DONE', visitedAt: at('23T09:00') },
        { actor },
      ),
    ).toMatchObject({ message: 'Cannot RECORD_VISIT while ENDED.' });
  });
});

describe('a visit (SM-9)', () => {
  const visiting = async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community);
    const record = (given: object) =>
      run(
        db,
        'recordElderVisit',
        { elderId: id, kind: 'DOOR', outcome: 'DONE', visitedAt: at('23T09:00'), ...given },
        { actor },
      );
    const elder = async () => (await ask(db, ELDER, { id }, { actor })).elderProfile;
    return { id, actor, record, elder };
  };

  it('that reaches the elder moves the next one', async () => {
    const { record, elder } = await visiting();

    expect(await record({})).toMatchObject({ __typename: 'ElderVisit', outcome: 'DONE' });

    expect(await elder()).toMatchObject({
      lastVisitedAt: '2026-11-23T01:00:00.000Z',
      nextVisitDueOn: '2026-12-23',
    });
  });

  it('that reaches nobody is kept, and moves nothing', async () => {
    const { record, elder } = await visiting();

    await record({ outcome: 'NOT_REACHED' });

    expect(await elder()).toMatchObject({
      lastVisitedAt: null,
      nextVisitDueOn: '2026-10-01',
      recentVisits: [{ outcome: 'NOT_REACHED' }],
    });
  });

  it('told late and out of order leaves the latest standing', async () => {
    const { record, elder } = await visiting();

    await record({ visitedAt: at('20T09:00') });
    await record({ visitedAt: at('10T09:00') });

    expect(await elder()).toMatchObject({
      lastVisitedAt: '2026-11-20T01:00:00.000Z',
      nextVisitDueOn: '2026-12-20',
    });
  });

  it('that a phone sends twice counts once', async () => {
    const { record, elder } = await visiting();

    await Promise.all([
      record({ clientKey: 'one' }),
      record({ clientKey: 'one' }),
      record({ clientKey: 'one' }),
    ]);

    expect((await elder()).recentVisits).toHaveLength(1);
    expect(await record({ clientKey: 'one', kind: 'PHONE' })).toMatchObject({ __typename: 'KeyReused' });
  });

  it('lies neither in the future nor before the elder came onto the books', async () => {
    const { record } = await visiting();

    expect(await record({ visitedAt: at('23T09:31') })).toMatchObject({
      message: 'A visit cannot lie in the future.',
    });
    expect(await record({ visitedAt: '2026-08-31T09:00:00+08:00' })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('a visit cannot be earlier'),
    });
    expect(await record({ elderId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });

  it('that a phone kept while it was offline is sent later, twice and out of order, and counts once', async () => {
    const { id, actor, record, elder } = await visiting();
    const visit = (clientKey: string, visitedAt: string) => ({
      clientKey,
      elderId: id,
      kind: 'DOOR',
      outcome: 'DONE',
      visitedAt: at(visitedAt),
    });
    const visits = [visit('c', '20T09:00'), visit('a', '02T09:00'), visit('b', '10T09:00')];
    const send = async (sent: object[]) =>
      (await ask(db, BATCH, { input: { visits: sent } }, { actor })).recordElderVisits;

    const [{ answers }] = await Promise.all([send(visits), send([...visits].reverse()), record(visits[2]!)]);
    const again = await send([...visits, visit('d', '23T09:31')]);

    expect(again.answers.slice(0, 3)).toEqual(answers);
    expect(again.answers[3]).toEqual({ __typename: 'InvalidInput' });
    expect(await elder()).toMatchObject({
      lastVisitedAt: '2026-11-20T01:00:00.000Z',
      nextVisitDueOn: '2026-12-20',
    });
    expect((await elder()).recentVisits).toHaveLength(3);
    expect(await send([])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await send(Array.from({ length: 101 }, (_, i) => visit(`${i}`, '20T09:00')))).toMatchObject({
      __typename: 'InvalidInput',
    });
  });

  it('stands in the elder’s history, without names', async () => {
    const { id, record } = await visiting();

    await record({});

    const [entry] = await db.query('select entry::text as entry from history where record_id = $1', [id]);
    expect(JSON.parse(entry.entry)).toMatchObject({
      action: 'RECORD_VISIT',
      facts: { kind: 'DOOR', outcome: 'DONE' },
    });
    expect(entry.entry).not.toContain('张');
  });
});

describe('the visits of a month (IND-7)', () => {
  const CARE = `elderCare {
    month elders dueThisMonth visitedThisMonth stillDue monthlyVisitRate
    byTier { riskTier elders dueThisMonth visitedThisMonth stillDue }
  }`;

  const care = async (areaId: string, actor: Parameters<typeof ask>[3], fields = CARE) =>
    (await askArea(db, [areaId], fields, actor))[0].elderCare;

  it('are due by the rounds of each tier, and done when somebody was reached', async () => {
    const { community, grid, actor } = await aRound();
    const visited = (elder: { id: string }, moment: string) =>
      run(
        db,
        'recordElderVisit',
        { elderId: elder.id, kind: 'DOOR', outcome: 'DONE', visitedAt: moment },
        { actor },
      );
    const [monthly] = [await anElder(db, grid), await anElder(db, grid)];
    const quarterly = await anElder(db, grid, {
      riskTier: 'GENERAL',
      registeredAt: new Date('2026-01-01T09:00:00+08:00'),
    });
    await anElder(db, grid, { riskTier: 'GENERAL', registeredAt: new Date('2026-10-15T09:00:00+08:00') });

    await visited(monthly, at('05T09:00'));
    await visited(quarterly, '2026-10-20T09:00:00+08:00');

    expect(await care(community.id, { actor })).toEqual({
      month: '2026-11-01',
      elders: 4,
      dueThisMonth: 2,
      visitedThisMonth: 1,
      stillDue: 1,
      monthlyVisitRate: 50,
      byTier: expect.arrayContaining([
        { riskTier: 'KEY', elders: 2, dueThisMonth: 2, visitedThisMonth: 1, stillDue: 1 },
        { riskTier: 'GENERAL', elders: 2, dueThisMonth: 0, visitedThisMonth: 0, stillDue: 0 },
      ]),
    });
  });

  it('follow the days of Shanghai, not of Greenwich', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community);
    const record = (visitedAt: string) =>
      run(db, 'recordElderVisit', { elderId: id, kind: 'DOOR', outcome: 'DONE', visitedAt }, { actor });

    await record('2026-10-31T16:30:00Z');

    expect(await care(community.id, { actor })).toMatchObject({ dueThisMonth: 1, visitedThisMonth: 1 });
    expect(
      await care(community.id, { actor }, 'elderCare(month: "2026-10-31") { month visitedThisMonth }'),
    ).toEqual({
      month: '2026-10-01',
      visitedThisMonth: 0,
    });
  });

  it('leave out who came later or had gone before', async () => {
    const { community, actor } = await aRound();
    await anElder(db, community, { registeredAt: NOW });
    await anElder(db, community, { state: 'ENDED', endedAt: new Date('2026-10-31T09:00:00+08:00') });

    expect(await care(community.id, { actor })).toMatchObject({
      elders: 1,
      dueThisMonth: 0,
      monthlyVisitRate: null,
    });
    expect(await care(community.id, { actor }, 'elderCare(month: "2026-10-01") { elders }')).toEqual({
      elders: 1,
    });
  });

  it('are for those who reach the area; elsewhere there is no answer, and without elders there are none', async () => {
    const { community, actor } = await aRound();
    const elsewhere = await anArea(db);

    expect(await care(community.id, { actor })).toMatchObject({
      elders: 0,
      monthlyVisitRate: null,
      byTier: [],
    });
    expect(await care(elsewhere.id, { actor })).toBeNull();
    expect(await care(community.id, { actor: null })).toBeNull();
    expect(await care(community.id, { actor: anActor('RESIDENT', { personId: randomUUID() }) })).toBeNull();
  });

  it('of a hundred areas are one statement, and so are their lists of elders', async () => {
    const { community, actor } = await aRound();
    await anElder(db, community);
    const statements = async (count: number) => {
      const ids = Array.from({ length: count }, () => community.id);
      return (await countStatements(() => askArea(db, ids, CARE, { actor }))).statements.length;
    };
    await statements(1);

    expect(await statements(100)).toBe(await statements(1));
  });

  it('still due are the very elders that the list of those still due holds', async () => {
    const { community, actor } = await aRound();
    const [due, reached] = [await anElder(db, community), await anElder(db, community)];
    await anElder(db, community, { riskTier: 'GENERAL', nextVisitDueOn: '2026-12-01' });
    await run(
      db,
      'recordElderVisit',
      { elderId: reached.id, kind: 'PHONE', outcome: 'DONE', visitedAt: at('02T09:00') },
      { actor },
    );

    const list = async (where: object) => (await ask(db, LIST, { where }, { actor })).elderProfiles;

    expect(await list({ isStillDue: true })).toEqual({ totalCount: 1, nodes: [{ id: due.id }] });
    expect(await list({ isStillDue: false })).toMatchObject({ totalCount: 2 });
    expect(await list({ riskTier: 'KEY' })).toMatchObject({ totalCount: 2 });
    expect(await list({ areaId: community.id })).toMatchObject({ totalCount: 3 });
    expect(await list({ group: 'LIVING_ALONE' })).toMatchObject({ totalCount: 0 });
    expect(await list({ state: 'ENDED' })).toMatchObject({ totalCount: 0 });
  });
});

describe('who sees an elder', () => {
  const see = async (id: string, asking: Parameters<typeof ask>[3]) =>
    (await ask(db, SEEN, { id }, asking)).elderProfile;

  it('is whoever visits there, and the elder themselves, nobody else', async () => {
    const { community, actor } = await aRound();
    const personId = randomUUID();
    const { id } = await anElder(db, community, { personId });
    const elsewhere = await anArea(db);

    for (const one of [actor, anActor('RESIDENT', { personId })]) {
      expect(await see(id, { actor: one })).toMatchObject({ id });
    }
    for (const one of [
      null,
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('GRID_WORKER', { areaId: elsewhere.id }),
      anActor('DATA_ANALYST', { areaId: community.id }),
      anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }),
    ]) {
      expect(await see(id, { actor: one })).toBeNull();
    }
  });

  it('is held to it by the database, with the service’s own filter taken away', async () => {
    const { community, actor } = await aRound();
    const { id } = await anElder(db, community);
    await run(
      db,
      'recordElderVisit',
      { elderId: id, kind: 'DOOR', outcome: 'DONE', visitedAt: at('02T09:00') },
      { actor },
    );

    expect(await db.query('select id from elder_profile where id = $1', [id])).toEqual([]);
    expect(await db.query('select id from elder_visit where elder_id = $1', [id])).toEqual([]);
  });

  it('sees names and phones masked, and the age of the day', async () => {
    const { grid, actor } = await aRound();
    const { id } = await run(
      db,
      'registerElder',
      { areaId: grid.id, ...zhang, groups: ['EMPTY_NEST'] },
      { actor },
    );

    expect(await see(id, { actor })).toEqual({
      id,
      maskedName: '张**',
      maskedPhone: '154****1234',
      age: 76,
      groups: [{ code: 'EMPTY_NEST', label: expect.any(String) }],
    });
    const [stored] = await withReach(db, (tx) =>
      tx.query('select elder::text as row from elder_profile elder where id = $1', [id]),
    );
    expect(stored.row).not.toMatch(/张安宁|15400001234/);
  });

  it('reads clear names only with the scope and a purpose, and leaves a record of it', async () => {
    const { grid, actor } = await aRound();
    const { id } = await run(db, 'registerElder', { areaId: grid.id, ...zhang }, { actor });
    const trusted = { ...actor, scopes: ['pii:read'] };

    await expect(ask(db, IN_CLEAR, { id, purpose: '上门探访' }, { actor })).rejects.toThrow('pii:read');
    await expect(ask(db, IN_CLEAR, { id, purpose: ' ' }, { actor: trusted })).rejects.toThrow('purpose');
    const answer = await ask(db, IN_CLEAR, { id, purpose: '上门探访' }, { actor: trusted });

    expect(answer.elderProfile.inClear).toEqual(zhang);
    expect(await db.query('select actor_id, purpose from access_record where record_id = $1', [id])).toEqual([
      { actor_id: trusted.id, purpose: '上门探访' },
    ]);
  });
});

test('every state of an elder’s care can be reached', () => {
  expect([...elderStates.reachable('ACTIVE')].sort()).toEqual([...elderStates.states].sort());
});

const ELDER = `query ($id: ID!) {
  elderProfile(id: $id) { lastVisitedAt nextVisitDueOn recentVisits { outcome } }
}`;
const HARDSHIPS = 'query ($id: ID!) { elderProfile(id: $id) { hardships { code label } } }';
const BATCH = /* GraphQL */ `
  mutation ($input: RecordElderVisitsInput!) {
    recordElderVisits(input: $input) {
      __typename
      ... on ElderVisitAnswers { answers { __typename ... on ElderVisit { id } } }
    }
  }
`;
const LIST =
  'query ($where: ElderFilter) { elderProfiles(first: 1, where: $where) { totalCount nodes { id } } }';
const SEEN =
  'query ($id: ID!) { elderProfile(id: $id) { id maskedName maskedPhone age groups { code label } } }';
const IN_CLEAR = `
  query ($id: ID!, $purpose: String!) { elderProfile(id: $id) { inClear(purpose: $purpose) { name phone birthDate } } }
`;
