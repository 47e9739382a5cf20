import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { consume } from '@jinlin/events';
import { outboxSettled, schemaOf, testDatabase } from '@jinlin/testing';
import { aHotline, servedDoors } from '../hotline/hotline.testing';
import { tables } from '../tables';
import type { changes } from './webhook.door';
import { webhookConsumer } from './webhook.outbox';

const db = testDatabase(tables);
const doors = servedDoors(db);

const HOOK = { url: 'http://127.0.0.1:9/hook', kinds: ['CASE'] };

/** An integrator whose key was made for call-backs, and its calls. */
async function aSubscriber() {
  const { actor, run, id, order, send } = await aHotline(db, doors);
  const subscriber = { ...actor, scopes: ['WEBHOOKS'] };
  const knock = async (path: string, body?: object, key: string = randomUUID()) => {
    const { status, text } = await doors.knock(subscriber, `/hotline/v1/webhooks${path}`, {
      ...(body && { body, key }),
    });
    return { status, body: JSON.parse(text) };
  };
  return { id, run, subscriber, knock, push: () => send(order()) };
}

it('is subscribed by a key, once however often it is asked, and shown to its owner alone', async () => {
  const { knock } = await aSubscriber();
  const stranger = await aSubscriber();

  const { status, body } = await knock('', HOOK, 'k1');
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...HOOK, state: 'ACTIVE', types: [] });
  expect(body.secrets).toEqual([expect.stringMatching(/^whsec_/)]);
  expect((await knock('', HOOK, 'k1')).body.id).toBe(body.id);
  expect((await knock('')).body.webhooks).toHaveLength(1);
  expect((await knock(`/${body.id}`)).body.id).toBe(body.id);

  expect((await stranger.knock('')).body.webhooks).toEqual([]);
  expect((await stranger.knock(`/${body.id}`)).status).toBe(404);
  expect((await stranger.knock(`/${body.id}/end`, {})).status).toBe(404);
  expect((await stranger.knock(`/${body.id}/deliveries`)).status).toBe(404);
});

it('is changed, rotated, paused, resumed, replayed and ended under the rules of the graph', async () => {
  const { knock } = await aSubscriber();
  const { id } = (await knock('', HOOK)).body;
  const go = async (name: keyof typeof changes, body: object = {}) =>
    (await knock(`/${id}/${name}`, body)).body;

  expect(await go('change', { types: ['case.close'] })).toMatchObject({ types: ['case.close'] });
  expect((await go('rotate')).secrets).toHaveLength(2);
  expect(await go('pause')).toMatchObject({ state: 'PAUSED' });
  expect(await go('resume')).toMatchObject({ state: 'ACTIVE' });
  expect(await go('replay', { state: 'DEAD' })).toMatchObject({ state: 'ACTIVE' });
  expect(await go('end')).toMatchObject({ state: 'ENDED', steps: [] });
  expect(await knock(`/${id}/resume`, {})).toMatchObject({
    status: 409,
    body: { errors: [{ extensions: { code: 'ACTION_NOT_ALLOWED' } }] },
  });
  expect((await knock(`/${id}/deliveries?first=5&state=DEAD`)).body).toMatchObject({
    deliveries: [],
    isMore: false,
  });
});

it('is refused what the graph refuses, and what nobody asked for', async () => {
  const { knock, subscriber } = await aSubscriber();
  const { id } = (await knock('', HOOK)).body;

  expect((await knock('', { ...HOOK, url: 'http://10.0.0.1/' })).status).toBe(422);
  expect((await knock('', { ...HOOK, kinds: [] })).status).toBe(422);
  expect((await knock('', { ...HOOK, owner: 'me' })).status).toBe(422);
  expect((await knock(`/${id}/replay`, {})).status).toBe(422);
  expect((await knock(`/${id}/deliveries?first=1000`)).status).toBe(422);
  expect((await knock('/none')).status).toBe(404);
  expect((await knock('/none/end', {})).status).toBe(404);
  const noKey = await doors.knock(subscriber, `/hotline/v1/webhooks/${id}/end`, { body: {} });
  expect(noKey.status).toBe(422);
  const submitter = { ...subscriber, scopes: ['HOTLINE_SUBMIT'] };
  expect((await doors.knock(submitter, '/hotline/v1/webhooks')).status).toBe(403);
});

it('shows its log: what was told of which case, and how each try went', async () => {
  const { knock, push } = await aSubscriber();
  const { id } = (await knock('', HOOK)).body;
  const { caseId } = (await push()).body;
  await outboxSettled(db);
  const from = { pool: poolOf(db), schema: await schemaOf(db), service: 'cases-svc' };
  while (await consume(webhookConsumer({ from, into: poolOf(db) })));

  const { body } = await knock(`/${id}/deliveries?subject=${caseId}`);
  expect(body).toMatchObject({
    deliveries: [
      {
        state: 'PENDING',
        type: 'case.open',
        subject: caseId,
        sequence: 1,
        body: { type: 'cn.jinlin.case.open', data: { to: 'RECEIVED' } },
        attempts: [],
      },
    ],
    isMore: false,
  });
  expect((await knock(`/${id}/deliveries?state=DEAD`)).body.deliveries).toEqual([]);
});

it('ends with its integrator', async () => {
  const { id, run, knock } = await aSubscriber();
  const hook = (await knock('', HOOK)).body;

  await run('closeIntegrator', { id, reason: '合同到期' });

  expect((await knock(`/${hook.id}`)).body.state).toBe('ENDED');
});
