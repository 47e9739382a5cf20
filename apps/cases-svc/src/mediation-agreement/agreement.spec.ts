import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import {
  aDispute,
  aMediationUnderWay,
  anAcceptedMediation,
  anAgreement,
  run,
  someTerms,
} from '../mediation/mediation.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { agreementStates } from './agreement.states';

const db = testDatabase(tables);

const on = (day: string) => new Date(`${day}T10:00:00+08:00`);

describe('a written agreement (D17)', () => {
  it('holds once all parties have signed and the committee has sealed it', async () => {
    const { id: mediationId, clerk, partyIds } = await aMediationUnderWay(db);
    const agreed = await run(db, 'recordMediationAgreement', clerk, { mediationId, ...someTerms });
    expect(agreed).toMatchObject({ state: 'DRAWN_UP', effectiveAt: null, confirmableUntil: null });
    const { id } = agreed;
    const sign = (partyId: string) =>
      run(db, 'signMediationAgreement', clerk, { id, partyId, means: 'FINGERPRINT' });
    const seal = () => run(db, 'sealMediationAgreement', clerk, { id }, on('2026-11-24'));

    await sign(partyIds[0]);
    expect(await seal()).toMatchObject({
      code: 'SIGNATURE_MISSING',
      message: 'Parties that have not signed: 1.',
    });
    expect(await sign(partyIds[0])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await sign(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    await sign(partyIds[1]);

    expect(await seal()).toMatchObject({ state: 'PERFORMING', effectiveAt: '2026-11-24T02:00:00.000Z' });
    const { agreement, ...mediation } = await seen(mediationId, clerk);
    expect(mediation).toMatchObject({ state: 'AGREED', endedAt: NOW.toISOString() });
    expect(agreement).toMatchObject({
      ...someTerms,
      signatures: [{ party: { id: partyIds[0] }, means: 'FINGERPRINT' }, { party: { id: partyIds[1] } }],
    });
  });

  it('is signed by a resident for themselves alone', async () => {
    const personId = randomUUID();
    const parties = [{ ...aDispute.parties[0], personId }, aDispute.parties[1]];
    const { partyIds, agreementId: id } = await anAgreement(db, { form: 'WRITTEN' }, { parties });
    const resident = anActor('RESIDENT', { personId });
    const sign = (partyId: string, actor: Actor) =>
      run(db, 'signMediationAgreement', actor, { id, partyId, means: 'SIGNATURE' });

    expect(await sign(partyIds[1], resident)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await sign(partyIds[0], anActor('RESIDENT', { personId: randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await sign(partyIds[0], resident)).toMatchObject({ state: 'DRAWN_UP' });
  });

  it('gives way to another while it is not sealed, and is kept beside it', async () => {
    const { id, clerk, agreementId } = await anAgreement(db, { form: 'WRITTEN' });
    const resume = (reason: string) => run(db, 'resumeMediation', clerk, { id, reason });

    expect(await resume('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await resume('一方不愿签字')).toMatchObject({ state: 'MEDIATING', endedAt: null });
    const another = { mediationId: id, ...someTerms, form: 'ORAL' };
    await run(db, 'recordMediationAgreement', clerk, another, on('2026-11-24'));

    expect((await seen(id, clerk)).agreements).toMatchObject([
      { id: agreementId, state: 'SET_ASIDE' },
      { state: 'PERFORMING' },
    ]);
    expect(await resume('反悔')).toMatchObject({ code: 'AGREEMENT_STANDS' });
  });
});

describe('what the law wants an agreement to say', () => {
  let given: Awaited<ReturnType<typeof aMediationUnderWay>>;
  beforeAll(async () => {
    given = await aMediationUnderWay(db);
  });
  const record = (terms: object) =>
    run(db, 'recordMediationAgreement', given.clerk, { mediationId: given.id, ...someTerms, ...terms });

  it.each([
    ['the facts', { facts: ' ' }],
    ['who answers for what', { responsibilities: '' }],
    ['what is agreed', { terms: '' }],
    ['how it is done', { manner: '' }],
    ['by when, and not yesterday', { performBy: '2026-11-22' }],
  ])('is %s', async (_, missing) => {
    expect(await record(missing)).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await seen(given.id, given.clerk)).state).toBe('MEDIATING');
  });

  it.each([
    ['of nothing', { amount: 0 }, 'INVALID_INPUT'],
    ['due after the last day', { dueOn: '2027-02-01' }, 'INVALID_INPUT'],
    ['due before today', { dueOn: '2026-11-22' }, 'INVALID_INPUT'],
    ['owed by a stranger', { payerId: randomUUID() }, 'NOT_FOUND'],
  ])('is no instalment %s', async (_, faulty, code) => {
    const instalment = { payerId: given.partyIds[1], amount: 100, dueOn: '2026-12-01', ...faulty };

    expect(await record({ instalments: [instalment] })).toMatchObject({ code });
  });

  it('is heard before the parties agree, and not before they are brought together', async () => {
    const { id: mediationId, clerk } = await anAcceptedMediation(db);

    expect(await run(db, 'recordMediationAgreement', clerk, { mediationId, ...someTerms })).toMatchObject({
      message: 'Cannot AGREE while ACCEPTED.',
    });
  });
});

describe('an agreement that holds', () => {
  it('is performed by instalments, each paid once, until nothing is owed', async () => {
    const { id: mediationId, clerk, agreementId: id } = await anAgreement(db);
    const { instalments } = (await seen(mediationId, clerk)).agreement;
    expect(instalments).toMatchObject([
      { amount: 150_000, dueOn: '2026-12-15', paidOn: null, isOverdue: false },
      { dueOn: '2027-01-15' },
    ]);
    const pay = (instalmentId: string, paidOn = '2026-11-23') =>
      run(db, 'payMediationInstalment', clerk, { id, instalmentId, paidOn });

    expect(await pay(instalments[0].id, '2026-11-24')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await pay(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await pay(instalments[0].id)).toMatchObject({ state: 'PERFORMING' });
    expect(await pay(instalments[0].id)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await run(db, 'completeMediationAgreement', clerk, { id })).toMatchObject({
      code: 'INSTALMENTS_UNPAID',
    });
    await pay(instalments[1].id);
    expect(await run(db, 'completeMediationAgreement', clerk, { id })).toMatchObject({
      state: 'PERFORMED',
      availableActions: [],
    });
  });

  it('may be performed on the spot, when it is oral and nothing is owed', async () => {
    const { id: mediationId, clerk, partyIds } = await aMediationUnderWay(db);
    const record = (given: object) =>
      run(db, 'recordMediationAgreement', clerk, { mediationId, ...someTerms, isPerformed: true, ...given });
    const instalments = [{ payerId: partyIds[1], amount: 100, dueOn: '2026-12-01' }];

    expect(await record({})).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await record({ form: 'ORAL', instalments })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await record({ form: 'ORAL' })).toMatchObject({
      state: 'PERFORMED',
      effectiveAt: NOW.toISOString(),
    });
  });

  it('is broken when something is overdue, and no day sooner', async () => {
    const { id: mediationId, clerk, agreementId: id } = await anAgreement(db);
    const report = (day: string, reason = '第一期未付') =>
      run(db, 'reportMediationBreach', clerk, { id, reason }, on(day));

    expect(await report('2026-12-15')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await report('2026-12-16', '')).toMatchObject({ code: 'INVALID_INPUT' });
    const lists = async (day: string) =>
      (await ask(db, OVERDUE, {}, { actor: clerk, now: on(day) })).mediations.nodes;
    expect(await lists('2026-12-15')).toEqual([]);
    expect(await lists('2026-12-16')).toEqual([{ id: mediationId }]);
    expect(await report('2026-12-16')).toMatchObject({ state: 'BREACHED', isOverdue: true });
  });

  it('ends in a suit when it is broken and no court stands behind it', async () => {
    const { clerk, agreementId: id } = await anAgreement(db);
    const pursue = (reason: string) => run(db, 'pursueMediationAgreement', clerk, { id, reason });

    expect(await pursue('拒不履行')).toMatchObject({ message: 'Cannot SUE while PERFORMING.' });
    await run(db, 'reportMediationBreach', clerk, { id, reason: '未付' }, on('2026-12-16'));
    expect(await pursue('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await pursue('拒不履行')).toMatchObject({ state: 'IN_SUIT', isEnforceable: false });
  });

  it('is enforced when it is broken and a court mediated it', async () => {
    const { id: mediationId, clerk, court, judge, appoint } = await aMediationUnderWay(db);
    const mediatorId = await appoint({ kind: 'JUDICIAL', unitId: court.id });
    const toCourt = { id: mediationId, kind: 'JUDICIAL', unitId: court.id, reason: '已立案' };
    await run(db, 'transferMediation', clerk, toCourt);
    await run(db, 'acceptMediation', judge, { id: mediationId, mediatorId });
    await run(db, 'beginMediation', judge, { id: mediationId });
    const agreed = { mediationId, ...someTerms, form: 'ORAL', performBy: '2026-11-30' };
    const { id, ...agreement } = await run(db, 'recordMediationAgreement', judge, agreed);
    expect(agreement).toMatchObject({ isEnforceable: true, confirmableUntil: null });

    await run(db, 'reportMediationBreach', judge, { id, reason: '未履行' }, on('2026-12-01'));
    const pursue = (actor: Actor) => run(db, 'pursueMediationAgreement', actor, { id, reason: '拒不履行' });
    expect(await pursue(clerk)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await pursue(judge)).toMatchObject({ state: 'IN_ENFORCEMENT' });
    // Whoever may not pursue it does not learn either that it cannot be pursued any more.
    expect(await pursue(clerk)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells analysts no texts', async () => {
    const { id, street } = await anAgreement(db);

    const { agreement } = await seen(id, anActor('DATA_ANALYST', { areaId: street.id }));

    expect(agreement).toMatchObject({ facts: null, responsibilities: null, terms: null, manner: null });
  });
});

test('every state of an agreement can be reached', () => {
  expect([...agreementStates.reachable('DRAWN_UP')].sort()).toEqual([...agreementStates.states].sort());
});

const seen = async (id: string, actor: Actor) => (await ask(db, ONE, { id }, { actor })).mediation;

const ONE = /* GraphQL */ `
  query ($id: ID!) {
    mediation(id: $id) {
      state
      endedAt
      agreement {
        form facts responsibilities terms manner performBy
        signatures { party { id } means }
        instalments { id amount dueOn paidOn isOverdue }
      }
      agreements { id state }
    }
  }
`;

const OVERDUE = /* GraphQL */ `
  { mediations(first: 5, where: { isPerformanceOverdue: true, agreementStates: [PERFORMING] }) { nodes { id } } }
`;
