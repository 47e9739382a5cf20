import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { integratorByKey } from './integrator.door';
import { hashOfKey } from './integrator.service';
import { integratorKeyStates, integratorStates } from './integrator.states';
import { anIntegrator } from './integrator.testing';

const db = testDatabase(tables);

const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const opens = (secret: string, now = NOW) => integratorByKey(poolOf(db), hashOfKey(secret), now);

describe('an integrator', () => {
  it('is let in for an area and for calls, and for nothing where the operator has no say', async () => {
    const { id, areaId, run } = await anIntegrator(db, { requestsPerMinute: 90 });
    const elsewhere = await anIntegrator(db);
    const register = (given: object) =>
      run('registerIntegrator', { name: '平台', areaId, calls: ['OPEN311'], ...given });

    expect(await register({})).toMatchObject({ state: 'ACTIVE', calls: ['OPEN311'], requestsPerMinute: 600 });
    expect(await register({ calls: [] })).toMatchObject({ field: 'calls' });
    expect(await register({ name: ' ' })).toMatchObject({ field: 'name' });
    expect(await register({ requestsPerMinute: 0 })).toMatchObject({ field: 'requestsPerMinute' });
    expect(await register({ areaId: elsewhere.areaId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('closeIntegrator', { id: elsewhere.id, reason: '到期' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const changed = await run('changeIntegrator', { id, calls: ['WEBHOOKS'], reason: '调整' });
    expect(changed).toMatchObject({ calls: ['WEBHOOKS'], requestsPerMinute: 90 });
  });

  it('is shown to operators of its area alone', async () => {
    const { id, operator, areaId, run } = await anIntegrator(db);
    await run('issueIntegratorKey', { integratorId: id });
    const seenBy = (actor: ReturnType<typeof anActor>) =>
      ask(
        db,
        'query ($id: ID!) { integrator(id: $id) { keys { state secret } history { action } } integrators(first: 5) { totalCount } }',
        { id },
        { actor },
      );

    expect(await seenBy(operator)).toEqual({
      integrator: { keys: [{ state: 'LIVE', secret: null }], history: [{ action: 'REGISTER' }] },
      integrators: { totalCount: 1 },
    });
    const nothing = { integrator: null, integrators: { totalCount: 0 } };
    expect(await seenBy(anActor('LEADER', { areaId }))).toEqual(nothing);
    expect(await seenBy((await anIntegrator(db)).operator)).toMatchObject({ integrator: null });
  });
});

describe('a key', () => {
  it('is shown once, kept as a hash, and says whose it is and for what', async () => {
    const { id, areaId, run } = await anIntegrator(db, { calls: ['OPEN311'] });
    const input = { clientKey: randomUUID(), integratorId: id };
    const { secret, hint } = await run('issueIntegratorKey', input);

    expect(secret).toMatch(/^jk_[\w-]{43}$/);
    expect(secret.startsWith(hint)).toBe(true);
    expect(await run('issueIntegratorKey', input)).toMatchObject({ hint, secret: null });
    const [{ text }] = await db.query(`select string_agg(k::text, '') as text from integrator_key k`);
    expect(text).not.toContain(secret);
    const known = { id, areaId, calls: ['OPEN311'], requestsPerMinute: 600, isSandbox: false };
    expect(await opens(secret)).toEqual(known);
    expect(await opens(`${secret}x`)).toBeNull();
  });

  it('lives beside one other at most', async () => {
    const { id, run } = await anIntegrator(db);
    const issue = () => run('issueIntegratorKey', { integratorId: id });
    const first = await issue();
    await issue();

    expect(await issue()).toMatchObject({ code: 'TOO_MANY_KEYS' });
    expect(await run('rotateIntegratorKey', { id: first.id })).toMatchObject({ code: 'TOO_MANY_KEYS' });
    await run('revokeIntegratorKey', { id: first.id, reason: '泄露' });
    expect(await issue()).toMatchObject({ state: 'LIVE' });
  });

  it('opens no more from the moment it is revoked', async () => {
    const { id, run } = await anIntegrator(db);
    const key = await run('issueIntegratorKey', { integratorId: id });
    const revoke = (reason: string) => run('revokeIntegratorKey', { id: key.id, reason });
    const elsewhere = await anIntegrator(db);

    expect(await revoke('')).toMatchObject({ field: 'reason' });
    expect(await elsewhere.run('revokeIntegratorKey', { id: key.id, reason: '泄露' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await revoke('泄露')).toMatchObject({ state: 'REVOKED', isLive: false, availableActions: [] });
    expect(await opens(key.secret)).toBeNull();
    expect(await revoke('泄露')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('is taken over by another, and goes on for as long as was said', async () => {
    const { id, run } = await anIntegrator(db);
    const old = await run('issueIntegratorKey', { integratorId: id });
    const rotate = (hours: number) => run('rotateIntegratorKey', { id: old.id, hours });

    expect(await rotate(721)).toMatchObject({ field: 'hours' });
    const { secret } = await rotate(2);
    expect(await opens(old.secret, later(1))).toMatchObject({ id });
    expect(await opens(old.secret, later(2))).toBeNull();
    expect(await opens(secret, later(2))).toMatchObject({ id });
    expect(await rotate(2)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('ends when it was said to, and with its integrator', async () => {
    const { id, run } = await anIntegrator(db);
    const issue = (given: object) => run('issueIntegratorKey', { integratorId: id, ...given });
    const brief = await issue({ expiresAt: later(1).toISOString() });
    const lasting = await issue({});

    expect(await issue({ expiresAt: NOW.toISOString() })).toMatchObject({ field: 'expiresAt' });
    expect(await opens(brief.secret, later(1))).toBeNull();
    expect(await opens(lasting.secret)).toMatchObject({ id });
    await run('closeIntegrator', { id, reason: '合同到期' });
    expect(await opens(lasting.secret)).toBeNull();
    expect(await issue({})).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('is made in twos at most, also by twenty clerks at once', async () => {
    const { id, run } = await anIntegrator(db);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => run('issueIntegratorKey', { integratorId: id })),
    );

    expect(answers.filter(({ __typename }) => __typename === 'IntegratorKey')).toHaveLength(2);
  });
});

test.each([
  ['an integrator', integratorStates, 'ACTIVE'],
  ['a key', integratorKeyStates, 'LIVE'],
] as const)('%s has a life in which every state can be reached', (_, states, first) => {
  expect([...states.reachable(first as never)].sort()).toEqual([...states.states].sort());
});
