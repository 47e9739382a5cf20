import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, anElder, ask, run } from '../testing';
import { tickVisits } from './visit-watch.clock';
import { visitAlertStates, visitFollowUpStates } from './visit-watch.states';

const db = testDatabase(tables);

const at = (moment: string) => `2026-11-${moment}:00+08:00`;

/** An elder who is due on the day after tomorrow, and whoever visits there. */
async function aVisitor() {
  const community = await anArea(db);
  const elder = await anElder(db, community, { nextVisitDueOn: '2026-11-25' });
  const actor = anActor('GRID_WORKER', { areaId: community.id });
  const visit = (given: object = {}, now = new Date(at('29T18:00'))) =>
    run(
      db,
      'recordElderVisit',
      { elderId: elder.id, kind: 'DOOR', outcome: 'DONE', visitedAt: at('23T09:00'), ...given },
      { actor, now },
    );
  const alerts = async (where: object = {}) =>
    (await ask(db, ALERTS, { where }, { actor })).visitAlerts.nodes;
  const followUps = async () => (await ask(db, FOLLOW_UPS, {}, { actor })).visitFollowUps.nodes;
  const profile = async () => (await ask(db, PROFILE, { id: elder.id }, { actor })).elderProfile;
  return { community, elder, actor, visit, alerts, followUps, profile };
}

describe('an elder whom nobody reached in time', () => {
  it('is told of by the clock on the day after, once, until somebody reaches them', async () => {
    const { alerts, visit } = await aVisitor();

    await tickVisits(db, new Date(at('25T23:00')));
    expect(await alerts()).toEqual([]);
    await Promise.all([tickVisits(db, new Date(at('26T00:30'))), tickVisits(db, new Date(at('26T00:30')))]);
    await tickVisits(db, new Date(at('27T00:30')));

    expect(await alerts()).toMatchObject([
      { kind: 'ROUND', state: 'OPEN', dueAt: '2026-11-25T16:00:00.000Z' },
    ]);
    await visit({ visitedAt: at('27T10:00') });
    expect(await alerts()).toEqual([]);
    expect(await alerts({ state: 'ANSWERED' })).toMatchObject([
      { kind: 'ROUND', history: [{}, { action: 'ANSWER' }] },
    ]);
  });

  it('is not told of any more once they have left the books', async () => {
    const { elder, actor, alerts } = await aVisitor();
    await tickVisits(db, new Date(at('26T00:30')));

    await run(db, 'endElderCare', { id: elder.id, reason: '迁出' }, { actor });

    expect(await alerts()).toEqual([]);
    expect(await alerts({ state: 'LIFTED' })).toHaveLength(1);
  });

  it('is told to others by place and never by name', async () => {
    const { community, elder } = await aVisitor();
    await tickVisits(db, new Date(at('26T00:30')));

    const [event] = await db.query(
      `select data from outbox where type = 'visit-alert.raise' and data->>'areaId' = $1`,
      [community.id],
    );

    expect(event.data).toMatchObject({ kind: 'ROUND', communityId: community.id });
    expect(JSON.stringify(event)).not.toContain(elder.id);
  });
});

describe('after a major change (S23)', () => {
  const changed = async () => {
    const visitor = await aVisitor();
    const { elder, actor } = visitor;
    await run(db, 'recordMajorChange', { id: elder.id, change: 'BEREAVED', reason: '老伴去世' }, { actor });
    return visitor;
  };

  it('somebody must see the elder within 24 hours, or the clock tells of it', async () => {
    const { profile, alerts } = await changed();

    expect(await profile()).toMatchObject({
      visitWantedBy: '2026-11-24T01:30:00.000Z',
      nextVisitDueOn: '2026-11-24',
    });
    await tickVisits(db, new Date(at('24T09:29')));
    expect(await alerts()).toEqual([]);
    await tickVisits(db, new Date(at('24T09:30')));
    expect(await alerts({ kind: 'MAJOR_CHANGE' })).toMatchObject([{ dueAt: '2026-11-24T01:30:00.000Z' }]);
  });

  it('a visit since then is enough, one before it is not, in whatever order they are told', async () => {
    const { profile, visit } = await changed();

    await visit({ visitedAt: at('23T09:00') });
    expect(await profile()).toMatchObject({
      visitWantedBy: '2026-11-24T01:30:00.000Z',
      nextVisitDueOn: '2026-11-24',
    });
    await visit({ visitedAt: at('23T15:00') });

    expect(await profile()).toMatchObject({ visitWantedBy: null, nextVisitDueOn: '2026-12-23' });
  });

  it('a visit before it answers no alert of it', async () => {
    const { alerts, visit } = await changed();
    await tickVisits(db, new Date(at('24T09:30')));

    await visit({ visitedAt: at('23T09:00') });
    expect(await alerts({ kind: 'MAJOR_CHANGE' })).toHaveLength(1);
    await visit({ visitedAt: at('24T10:00') });

    expect(await alerts()).toEqual([]);
  });

  it('a change of tier leaves the visit that is wanted standing', async () => {
    const { elder, actor, profile } = await changed();

    await run(db, 'changeRiskTier', { id: elder.id, riskTier: 'GENERAL', reason: '评估' }, { actor });

    expect(await profile()).toMatchObject({ nextVisitDueOn: '2026-11-24' });
  });

  it('says why', async () => {
    const { elder, actor } = await aVisitor();

    expect(
      await run(db, 'recordMajorChange', { id: elder.id, change: 'OTHER', reason: ' ' }, { actor }),
    ).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('what a visit leaves to be done (SM-9)', () => {
  it('is to find out why nobody answered, until somebody reaches them', async () => {
    const { visit, followUps } = await aVisitor();

    await visit({ outcome: 'NOT_REACHED' });
    await visit({ outcome: 'NOT_REACHED', visitedAt: at('24T09:00') });
    expect(await followUps()).toMatchObject([{ need: 'CONTACT', state: 'OPEN' }]);
    await visit({ visitedAt: at('25T09:00') });

    expect(await followUps()).toMatchObject([{ need: 'CONTACT', state: 'CLOSED' }]);
  });

  it('is nothing when a later visit had reached them, though it was told first', async () => {
    const { visit, followUps } = await aVisitor();

    await visit({ visitedAt: at('25T09:00') });
    await visit({ outcome: 'NOT_REACHED', visitedAt: at('24T09:00') });

    expect(await followUps()).toEqual([]);
  });

  it('is to meet a need, which is told of without the note and the door, and may name a demand as it closes', async () => {
    const { community, actor, visit, followUps } = await aVisitor();
    const { id: visitId } = await visit({ need: 'MEALS', note: '张阿姨不能做饭' });
    const [{ id, note, visit: seen }] = await followUps();
    expect({ note, seen }).toEqual({ note: '张阿姨不能做饭', seen: { id: visitId } });

    const [event] = await db.query(`select type, data from outbox where subject = $1`, [id]);
    expect(event).toMatchObject({
      type: 'visit-follow-up.open',
      data: { need: 'MEALS', communityId: community.id },
    });
    expect(event.data).not.toHaveProperty('areaId');
    expect(JSON.stringify(event)).not.toContain('张');

    const demandId = randomUUID();
    const close = (given: object, by = actor) =>
      run(db, 'closeVisitFollowUp', { id, outcome: '转为需求', demandId, ...given }, { actor: by });
    expect(await close({ outcome: ' ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await close({}, anActor('GRID_WORKER', { areaId: (await anArea(db)).id }))).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await close({})).toMatchObject({ state: 'CLOSED' });
    expect(await followUps()).toMatchObject([{ demand: { id: demandId } }]);
    expect(await close({})).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is for those who see to visits alone, and held to it by the database', async () => {
    const { elder, visit, community } = await aVisitor();
    await visit({ need: 'COMPANY' });

    for (const actor of [null, anActor('RESIDENT'), anActor('DATA_ANALYST', { areaId: community.id })]) {
      expect((await ask(db, FOLLOW_UPS, {}, { actor })).visitFollowUps.nodes).toEqual([]);
    }
    expect(await db.query('select id from visit_follow_up where elder_id = $1', [elder.id])).toEqual([]);
  });
});

test('many alerts and follow-ups are as many statements as one', async () => {
  const { community, actor, visit } = await aVisitor();
  await visit({ need: 'HOME' });
  await anElder(db, community);
  await tickVisits(db, NOW);
  const count = async (query: string) =>
    (await countStatements(() => ask(db, query, {}, { actor }))).statements.length;
  const statements = async () => [await count(ALERTED), await count(FOLLOWED_UP)];
  const one = await statements();

  for (let i = 0; i < 4; i += 1) await anElder(db, community);
  await tickVisits(db, NOW);
  await visit({ need: 'CARE' });

  expect(await statements()).toEqual(one);
});

test('every state of alerts and follow-ups can be reached', () => {
  expect([...visitAlertStates.reachable('OPEN')].sort()).toEqual([...visitAlertStates.states].sort());
  expect([...visitFollowUpStates.reachable('OPEN')].sort()).toEqual([...visitFollowUpStates.states].sort());
});

const ALERTS = /* GraphQL */ `
  query ($where: VisitAlertFilter) {
    visitAlerts(first: 5, where: $where) { nodes { kind state dueAt history { action } } }
  }
`;
const FOLLOW_UPS = '{ visitFollowUps(first: 5) { nodes { id need note state visit { id } demand { id } } } }';
const PROFILE = 'query ($id: ID!) { elderProfile(id: $id) { visitWantedBy nextVisitDueOn } }';
const ALERTED = /* GraphQL */ `
  { visitAlerts(first: 50) { totalCount nodes { elder { maskedName } community { id } history { action } } } }
`;
const FOLLOWED_UP = /* GraphQL */ `
  {
    visitFollowUps(first: 50) { totalCount nodes { elder { maskedName } visit { kind followUp { need } } history { action } } }
  }
`;
