import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Actor } from '@jinlin/identity';
import { NOW, testDatabase, withReach } from '@jinlin/testing';
import { Case } from '../case/case.entity';
import { aHotline, servedDoors } from '../hotline/hotline.testing';
import { tables } from '../tables';
import { SandboxClock } from './sandbox.entity';

const db = testDatabase(tables);
const apart = testDatabase(tables);
const doors = servedDoors(db, apart);

const HOUR = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

/** Waits for what happens beside the request; what never does is ended with the test. */
async function eventually(holds: () => Promise<boolean>) {
  while (!(await holds())) await pause(50);
}

/** A hotline that tries things out, in a county of its own. */
async function aTrial() {
  const hotline = await aHotline(db, doors);
  const { actor, areaId, run, order } = hotline;
  const { id } = await run('registerIntegrator', {
    name: '12345 测试',
    areaId,
    calls: ['HOTLINE_SUBMIT'],
    isSandbox: true,
  });
  // The sandbox knows the areas of the day on which it was opened.
  await apart.query('delete from area');
  await apart.query('delete from unit');
  const [{ schema }] = await db.query('select current_schema() as schema');
  await apart.query(`insert into area select * from ${schema}.area`);
  await apart.query(`insert into unit select * from ${schema}.unit`);

  const trying: Actor = { ...actor, id, scopes: [...actor.scopes, 'SANDBOX'] };
  const knock = async (path: string, body?: object, as = trying) => {
    const { status, text } = await doors.knock(as, `/hotline/v1/${path}`, {
      ...(body && { body, key: randomUUID() }),
    });
    return { status, body: JSON.parse(text) };
  };
  const step = (number: string, name: string, body: object = {}) => knock(`orders/${number}/${name}`, body);
  return { ...hotline, trying, knock, step, send: (given: object = {}) => knock('orders', order(given)) };
}

it('keeps what is tried out apart from what is real', async () => {
  const { send, knock, actor, areaId, run } = await aTrial();
  const { body } = await send({ number: 'GD-1' });

  expect(body).toMatchObject({ state: 'RECEIVED', isNew: true });
  expect(await withReach(db, (tx) => tx.countBy(Case, { id: body.caseId }))).toBe(0);
  expect(await withReach(apart, (tx) => tx.countBy(Case, { id: body.caseId }))).toBe(1);
  expect((await knock('orders/GD-1')).status).toBe(200);
  expect((await knock('orders/GD-1', undefined, actor)).status).toBe(404);
  const real = { name: '平台', areaId, calls: ['HOTLINE_SUBMIT'] };
  expect(await run('registerIntegrator', real)).not.toHaveProperty('isSandbox', true);
});

it('has a clock that is turned forward: what falls due by then happens, and acts bear its time', async () => {
  const { send, step, knock, unit } = await aTrial();
  await send({ number: 'GD-1' });
  await step('GD-1', 'register');
  const { body: sent } = await step('GD-1', 'dispatch', { unitId: unit.id });
  const beyond = new Date(new Date(sent.dueAt).getTime() + HOUR);

  expect(await knock('clock')).toEqual({
    status: 200,
    body: { now: NOW.toISOString(), isSandbox: true },
  });
  const turned = await knock('clock', { to: beyond.toISOString() });
  expect(turned).toEqual({ status: 200, body: { now: beyond.toISOString(), isSandbox: true } });

  const { body: overdue } = await knock('orders/GD-1');
  expect(overdue.supervision).toEqual(expect.arrayContaining(['WARNING', 'OVERDUE']));
  await step('GD-1', 'sign', {});
  const { body: signed } = await knock('orders/GD-1');
  expect(signed.signedAt).toBe(beyond.toISOString());
});

it('goes on by the time that its clock was turned to', async () => {
  const { send, step, knock, unit } = await aTrial();
  await knock('clock', { to: later(24).toISOString() });
  await send({ number: 'GD-1' });
  await step('GD-1', 'register');
  const { body: sent } = await step('GD-1', 'dispatch', { unitId: unit.id });
  const hoursLeft = (new Date(sent.dueAt).getTime() - later(24).getTime()) / HOUR;

  await doors.sandbox().tick(db, NOW);
  expect((await knock('orders/GD-1')).body.supervision).toEqual([]);
  await doors.sandbox().tick(db, later(hoursLeft + 1));
  expect((await knock('orders/GD-1')).body.supervision).toContain('OVERDUE');
});

it('is turned by nobody for others, never back, and not beyond a year', async () => {
  const [here, there] = [await aTrial(), await aTrial()];
  const turn = (to: string, as = here.trying) => here.knock('clock', { to }, as);

  await turn(later(48).toISOString());
  expect((await there.knock('clock')).body.now).toBe(NOW.toISOString());
  expect(await turn(later(47).toISOString())).toMatchObject({
    status: 409,
    body: { errors: [{ extensions: { code: 'CLOCK_NOT_TURNED' } }] },
  });
  expect((await turn(later(48).toISOString())).status).toBe(200);
  expect((await turn(later(24 * 400).toISOString())).status).toBe(409);
  expect((await turn('tomorrow')).status).toBe(422);
  expect(await turn(later(1).toISOString(), here.actor)).toMatchObject({
    status: 409,
    body: { errors: [{ extensions: { code: 'NOT_A_SANDBOX' } }] },
  });
  expect(await db.getRepository(SandboxClock).count()).toBe(0);
});

it('tries call-backs again when the clock is turned, and gives up on what has failed for three days', async () => {
  const { knock, send, trying } = await aTrial();
  const webhooks = { ...trying, scopes: ['WEBHOOKS', 'SANDBOX'] };
  const hook = { url: 'http://127.0.0.1:9/hook', kinds: ['CASE'] };
  const { body } = await knock('webhooks', hook, webhooks);
  const tried = async (times: number) => {
    const { deliveries } = (await knock(`webhooks/${body.id}/deliveries`, undefined, webhooks)).body;
    return deliveries[0]?.attempts.length >= times;
  };
  await send({ number: 'GD-1' });
  await eventually(() => tried(1));

  await knock('clock', { to: later(1).toISOString() }, webhooks);
  await eventually(() => tried(2));
  expect((await knock(`webhooks/${body.id}`, undefined, webhooks)).body.state).toBe('ACTIVE');

  await knock('clock', { to: later(74).toISOString() }, webhooks);
  await eventually(
    async () => (await knock(`webhooks/${body.id}`, undefined, webhooks)).body.state === 'DISABLED',
  );
});

it('ends the call-backs of an integrator that is closed', async () => {
  const { knock, run, trying } = await aTrial();
  const webhooks = { ...trying, scopes: ['WEBHOOKS', 'SANDBOX'] };
  const hook = { url: 'http://127.0.0.1:9/hook', kinds: ['CASE'] };
  const { body } = await knock('webhooks', hook, webhooks);
  await doors.sandbox().tick(db, NOW);
  expect((await knock(`webhooks/${body.id}`, undefined, webhooks)).body.state).toBe('ACTIVE');

  await run('closeIntegrator', { id: trying.id, reason: '试用结束' });
  await doors.sandbox().tick(db, NOW);

  expect((await knock(`webhooks/${body.id}`, undefined, webhooks)).body.state).toBe('ENDED');
});
