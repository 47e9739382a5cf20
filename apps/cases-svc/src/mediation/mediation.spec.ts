import { randomUUID } from 'node:crypto';
import { nothing, scopeSql } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import { anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, ask } from '../testing';
import { mediationStates } from './mediation.states';
import {
  aCommunity,
  aDispute,
  aMediation,
  aMediationUnderWay,
  anAcceptedMediation,
  anAgreement,
  run,
  someTerms,
} from './mediation.testing';

const db = testDatabase(tables);

const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000).toISOString();

describe('a mediation (D17)', () => {
  it('is applied for, accepted by a mediator of the place, and should end within a month', async () => {
    const { id, clerk, mediatorId } = await aMediation(db);

    const accepted = await run(db, 'acceptMediation', clerk, { id, mediatorId });

    expect(accepted).toMatchObject({
      state: 'ACCEPTED',
      kind: 'PEOPLE',
      unit: null,
      mediator: { id: mediatorId },
      dueAt: '2026-12-23T01:30:00.000Z',
      availableActions: ['BEGIN', 'TRANSFER', 'WITHDRAW'],
    });
    expect(await seen(id, clerk)).toMatchObject({
      reference: expect.stringMatching(/^522701-TJ-2026-\d{6}$/),
      disputeType: { key: 'NEIGHBOURS', label: 'Between neighbours' },
      ruleVersion: '522701/mediation/1',
      isOverdue: false,
      history: [{ action: 'APPLY' }, { action: 'ACCEPT', ruleVersion: '522701/mediation/1' }],
    });
    expect((await seen(id, clerk, new Date('2026-12-24T00:00Z'))).isOverdue).toBe(true);
  });

  it('comes out of a case, and stands there', async () => {
    const { community, clerk, commander } = await aCommunity(db);
    const { id: caseId } = await aCase(db, { areaId: community.id, areaPath: community.path });

    const { id } = await run(db, 'applyForMediation', clerk, { caseId, ...aDispute });

    const { _entities } = await ask(
      db,
      MEDIATIONS_OF_CASES,
      { cases: [{ __typename: 'Case', id: caseId }] },
      { actor: commander },
    );
    expect(_entities).toEqual([{ mediations: [{ id, case: { id: caseId }, area: { id: community.id } }] }]);
    expect(await run(db, 'applyForMediation', clerk, { caseId: randomUUID(), ...aDispute })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('fails with the reason, and ends there', async () => {
    const { id, clerk } = await aMediationUnderWay(db);

    expect(await run(db, 'failMediation', clerk, { id, reason: ' ' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'failMediation', clerk, { id, reason: '分歧过大' })).toMatchObject({
      state: 'FAILED',
      endedAt: NOW.toISOString(),
      availableActions: [],
    });
    expect(await run(db, 'beginMediation', clerk, { id })).toMatchObject({
      message: 'Cannot BEGIN while FAILED.',
    });
  });

  it('is declined with the reason', async () => {
    const { id, clerk } = await aMediation(db);

    expect(await run(db, 'declineMediation', clerk, { id, reason: '' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'declineMediation', clerk, { id, reason: '已由法院受理' })).toMatchObject({
      state: 'DECLINED',
    });
  });

  it('is accepted once, however many clerks try at the same moment', async () => {
    const { id, clerk, mediatorId } = await aMediation(db);

    const answers = await Promise.all(
      [1, 2, 3].map(() => run(db, 'acceptMediation', clerk, { id, mediatorId })),
    );

    expect(answers.filter(({ __typename }) => __typename === 'Mediation')).toHaveLength(1);
  });

  it('has as a party a unit that there is', async () => {
    const { community, clerk, office } = await aCommunity(db);
    const against = (unitId: string) => ({
      areaId: community.id,
      ...aDispute,
      parties: [aDispute.parties[0], { role: 'RESPONDENT', unitId }],
    });

    expect(await run(db, 'applyForMediation', clerk, against(randomUUID()))).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id } = await run(db, 'applyForMediation', clerk, against(office.id));
    expect((await seen(id, clerk)).parties[1]).toMatchObject({ unit: { id: office.id }, maskedName: null });
  });
});

describe('an application for mediation', () => {
  let place: Awaited<ReturnType<typeof aCommunity>>;
  beforeAll(async () => {
    place = await aCommunity(db);
  });

  it.each([
    ['a dispute type that nobody knows', { disputeType: 'STARS' }, 'INVALID_INPUT'],
    ['a blank summary', { summary: ' ' }, 'INVALID_INPUT'],
    ['one side alone', { parties: [aDispute.parties[0]] }, 'INVALID_INPUT'],
    ['a party without a name', { parties: [aDispute.parties[0], { role: 'RESPONDENT' }] }, 'INVALID_INPUT'],
    ['an office that is not named', { kind: 'ADMINISTRATIVE' }, 'INVALID_INPUT'],
    ['an office that there is not', { kind: 'ADMINISTRATIVE', unitId: randomUUID() }, 'NOT_FOUND'],
    ['a place that there is not', { areaId: randomUUID() }, 'NOT_FOUND'],
    ['want of a place', { areaId: null }, 'INVALID_INPUT'],
  ])('is refused for %s', async (_, faulty, code) => {
    const given = { areaId: place.community.id, ...aDispute, ...faulty };

    expect(await run(db, 'applyForMediation', place.clerk, given)).toMatchObject({ code });
  });
});

describe('a mediation that is handed on (三调联动, D17)', () => {
  it('takes everything along, and is accepted anew by whoever receives it', async () => {
    const { id, clerk, office, officer, court, judge, appoint, roomId } = await anAcceptedMediation(db);
    await run(db, 'scheduleMediationSession', clerk, {
      mediationId: id,
      startsAt: later(24),
      endsAt: later(25),
      roomId,
    });

    const toOffice = { id, kind: 'ADMINISTRATIVE', unitId: office.id, reason: '涉及行政许可' };
    expect(await run(db, 'transferMediation', clerk, { ...toOffice, reason: '' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'transferMediation', clerk, { ...toOffice, unitId: null })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'transferMediation', clerk, toOffice)).toMatchObject({
      state: 'APPLIED',
      kind: 'ADMINISTRATIVE',
      mediator: null,
      dueAt: null,
    });
    expect(await run(db, 'transferMediation', officer, toOffice)).toMatchObject({ code: 'INVALID_INPUT' });

    const official = await appoint({ kind: 'ADMINISTRATIVE', unitId: office.id });
    await run(db, 'acceptMediation', officer, { id, mediatorId: official });
    await run(db, 'transferMediation', officer, {
      id,
      kind: 'JUDICIAL',
      unitId: court.id,
      reason: '当事人已起诉',
    });

    expect(await seen(id, judge)).toMatchObject({
      state: 'APPLIED',
      kind: 'JUDICIAL',
      parties: [{ role: 'APPLICANT', maskedName: '张**' }, { role: 'RESPONDENT' }],
      sessions: [{ state: 'CANCELLED' }],
      transfers: [
        { fromKind: 'PEOPLE', toKind: 'ADMINISTRATIVE', fromUnit: null, toUnit: { id: office.id } },
        { fromKind: 'ADMINISTRATIVE', toKind: 'JUDICIAL', reason: '当事人已起诉', at: NOW.toISOString() },
      ],
    });
  });

  it('is acted on only where it lies, and still seen by those who had it', async () => {
    const { id, clerk, office, officer, mediatorId } = await aMediation(db);
    expect(await run(db, 'beginMediation', officer, { id })).toMatchObject({ code: 'NOT_FOUND' });
    await run(db, 'transferMediation', clerk, {
      id,
      kind: 'ADMINISTRATIVE',
      unitId: office.id,
      reason: '移送',
    });

    expect(await run(db, 'acceptMediation', clerk, { id, mediatorId })).toMatchObject({ code: 'NOT_FOUND' });
    // The committee's mediator does not mediate for the office.
    expect(await run(db, 'acceptMediation', officer, { id, mediatorId })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await seen(id, clerk)).unit).toEqual({ id: office.id });
  });
});

describe('who sees a mediation', () => {
  it('is a party to it, who may apply and withdraw, and no other resident', async () => {
    const { community } = await aCommunity(db);
    const resident = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
    const given = { areaId: community.id, ...aDispute };
    const { id } = await run(db, 'applyForMediation', resident, given);

    expect(await seen(id, resident)).toMatchObject({ state: 'APPLIED', summary: aDispute.summary });
    const stranger = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
    expect(await seen(id, stranger)).toBeNull();
    expect(await run(db, 'withdrawMediation', stranger, { id, reason: '撤回' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run(db, 'withdrawMediation', resident, { id, reason: '双方和解' })).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  it('is nobody of another place, in lists and in person', async () => {
    const { id } = await aMediation(db);
    const { clerk: elsewhere } = await aCommunity(db);

    expect(await seen(id, elsewhere)).toBeNull();
    expect(await run(db, 'beginMediation', elsewhere, { id })).toMatchObject({ code: 'NOT_FOUND' });
    const { mediations } = await ask(db, LIST, { where: {} }, { actor: elsewhere });
    expect(mediations.totalCount).toBe(0);
  });

  it('is settled by the database too, with whatever statement it is asked', async () => {
    const { street } = await anAgreement(db);
    const countIn = (areaPath: string) =>
      db.transaction(async (tx) => {
        await tx.query(scopeSql({ ...nothing, reach: 'AREA', areaPath }));
        return tx.query(`
          select (select count(*) from mediation) as mediations, (select count(*) from mediation_party) as parties,
                 (select count(*) from mediation_agreement) as agreements,
                 (select count(*) from mediation_instalment) as instalments
        `);
      });

    expect(await countIn(street.path)).toEqual([
      { mediations: 1, parties: 2, agreements: 1, instalments: 2 },
    ]);
    expect(await countIn('/elsewhere/')).toEqual([
      { mediations: 0, parties: 0, agreements: 0, instalments: 0 },
    ]);
  });

  it('are analysts too, without texts and names', async () => {
    const { id, street } = await aMediation(db);

    expect(await seen(id, anActor('DATA_ANALYST', { areaId: street.id }))).toMatchObject({
      summary: null,
      parties: [{ maskedName: null, maskedPhone: null }, { maskedName: null }],
    });
  });

  it('reads parties in clear only for a purpose, which is recorded', async () => {
    const { id, clerk } = await aMediation(db);
    const inClear = (actor: Actor) => ask(db, IN_CLEAR, { id }, { actor });

    await expect(inClear(clerk)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const { mediation } = await inClear({ ...clerk, scopes: ['pii:read'] });
    expect(mediation.parties[0].inClear).toEqual({ name: '张三丰', phone: '15400000001' });
    expect(
      await db.query('select role, purpose from access_record where record_type = $1', ['MediationParty']),
    ).toContainEqual({ role: 'COMMUNITY_CLERK', purpose: '送达调解通知' });
  });
});

describe('lists of mediations', () => {
  it('are narrowed by what a desk asks for', async () => {
    const { id, clerk, mediatorId, community } = await anAcceptedMediation(db);
    await run(db, 'applyForMediation', clerk, { areaId: community.id, ...aDispute, disputeType: 'PARKING' });
    const ids = async (where: object) => {
      const { mediations } = await ask(db, LIST, { where }, { actor: clerk });
      return mediations.nodes.map((node: { id: string }) => node.id);
    };

    expect(await ids({})).toHaveLength(2);
    for (const where of [
      { states: ['ACCEPTED'] },
      { kind: 'PEOPLE', disputeType: 'NEIGHBOURS' },
      { mediatorId },
      { areaId: community.id, states: ['ACCEPTED'] },
      { isOverdue: false, isTransferred: false, states: ['ACCEPTED'] },
      { states: ['ACCEPTED'], appliedFrom: '2026-11-01T00:00:00Z', appliedBefore: '2026-12-01T00:00:00Z' },
    ]) {
      expect(await ids(where)).toEqual([id]);
    }
    for (const where of [
      { isOverdue: true },
      { isTransferred: true },
      { kind: 'JUDICIAL' },
      { endedFrom: '2026-01-01T00:00:00Z' },
      { endedBefore: '2027-01-01T00:00:00Z' },
      { unitId: randomUUID() },
      { caseId: randomUUID() },
    ]) {
      expect(await ids(where)).toEqual([]);
    }
  });

  it('cost as many statements for many mediations as for one, with all that hangs on them', async () => {
    const { community, clerk, mediatorId } = await anAgreement(db);
    const cost = async () =>
      (await countStatements(() => ask(db, WITH_ALL, {}, { actor: clerk }))).statements.length;
    const forOne = await cost();

    for (let i = 0; i < 3; i++) {
      const { id } = await run(db, 'applyForMediation', clerk, { areaId: community.id, ...aDispute });
      await run(db, 'acceptMediation', clerk, { id, mediatorId });
      await run(db, 'beginMediation', clerk, { id });
      await run(db, 'recordMediationAgreement', clerk, { mediationId: id, ...someTerms });
    }

    expect(await cost()).toBe(forOne);
  });

  it('cost as many statements for a hundred cases as for one', async () => {
    const { community, clerk } = await aCommunity(db);
    const { id: caseId } = await aCase(db, { areaId: community.id, areaPath: community.path });
    await run(db, 'applyForMediation', clerk, { caseId, ...aDispute });
    const cost = async (count: number) => {
      const cases = Array.from({ length: count }, () => ({ __typename: 'Case', id: caseId }));
      const asked = () => ask(db, MEDIATIONS_OF_CASES, { cases }, { actor: clerk });
      return (await countStatements(asked)).statements.length;
    };

    expect(await cost(100)).toBe(await cost(1));
  });
});

test('every state of a mediation can be reached', () => {
  expect([...mediationStates.reachable('APPLIED')].sort()).toEqual([...mediationStates.states].sort());
});

const seen = async (id: string, actor: Actor, now = NOW) =>
  (await ask(db, ONE, { id }, { actor, now })).mediation;

const ONE = /* GraphQL */ `
  query ($id: ID!) {
    mediation(id: $id) {
      state kind reference summary ruleVersion isOverdue
      disputeType { key label }
      unit { id }
      parties { role maskedName maskedPhone unit { id } }
      transfers { fromKind toKind fromUnit { id } toUnit { id } at reason }
      sessions { state }
      history { action ruleVersion }
    }
  }
`;

const LIST = /* GraphQL */ `
  query ($where: MediationFilter) {
    mediations(first: 10, where: $where) { totalCount nodes { id } }
  }
`;

const WITH_ALL = /* GraphQL */ `
  {
    mediations(first: 20) {
      totalCount
      nodes {
        availableActions
        parties { maskedName }
        mediator { id }
        sessions { state }
        agreement {
          availableActions isOverdue isEnforceable confirmableUntil
          instalments { amount payer { role } }
          confirmations { state }
        }
        history { action }
      }
    }
  }
`;

const IN_CLEAR = /* GraphQL */ `
  query ($id: ID!) {
    mediation(id: $id) { parties { inClear(purpose: "送达调解通知") { name phone } } }
  }
`;

const MEDIATIONS_OF_CASES = /* GraphQL */ `
  query ($cases: [_Any!]!) {
    _entities(representations: $cases) {
      ... on Case { mediations { id case { id } area { id } } }
    }
  }
`;
