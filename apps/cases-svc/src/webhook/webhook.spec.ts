import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { poolOf } from '@jinlin/database';
import { consume } from '@jinlin/events';
import type { Actor } from '@jinlin/identity';
import { anActor, NOW, outboxSettled, schemaOf, testDatabase } from '@jinlin/testing';
import { Webhook as Receiver } from 'standardwebhooks';
import { run as runCase } from '../case/case.testing';
import { aCompound, run as runDeliberation } from '../deliberation/deliberation.testing';
import { aDemand, aStreet } from '../list-matching/lists.testing';
import { aCouncil, run as runCouncil } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { anArea, ask, CATEGORY, nearby, seal } from '../testing';
import { forgetOldDeliveries } from './webhook.log';
import { webhookConsumer } from './webhook.outbox';
import { webhookSender } from './webhook.sender';
import { webhookStates } from './webhook.states';

const db = testDatabase(tables);

const HOUR = 3_600_000;
const after = (hours: number) => new Date(NOW.getTime() + hours * HOUR);

const run = async (act: string, input: object, actor: Actor, now = NOW) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const field = /subscribe|change|replay/.test(act) ? '... on InvalidInput { field }' : '';
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on Webhook { id state secrets failingSince availableActions } ... on Refusal { code message } ${field} }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, { actor, now }))[act];
};

/** A receiver on this machine, and what it got. */
async function aReceiver(answer: (body: { subject: string }) => number = () => 200) {
  const got: {
    headers: IncomingHttpHeaders;
    text: string;
    body: Record<string, string> & { data: object };
  }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const body = JSON.parse(text);
      got.push({ headers: request.headers, text, body });
      response.writeHead(answer(body), { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  servers.push(server);
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A street with an integrator there, its webhook, and a case that can be opened. */
async function aSubscription(url: string, given: object = {}) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001' });
  const grid = await anArea(db, { path: `${street.path}g/` });
  const integrator = anActor('INTEGRATOR', { areaId: street.id });
  const hotline = anActor('HOTLINE_CLERK', { areaId: street.id });
  const subscribed = await run('subscribeWebhook', { url, kinds: ['CASE'], ...given }, integrator);
  const open = (areaId = grid.id, actor = hotline): Promise<{ id: string }> =>
    runCase(
      db,
      'openCase',
      {
        areaId,
        channel: 'hotline',
        category: CATEGORY,
        title: '楼道灯不亮',
        description: '三楼的灯坏了',
        reporter: { name: '测试人甲', phone: '15400001234' },
      },
      { actor },
    );
  const withdraw = (id: string) => runCase(db, 'withdrawCase', { id, reason: '已解决' }, { actor: hotline });
  return { street, grid, integrator, hotline, webhook: subscribed, open, withdraw };
}

const sender = webhookSender({ db, vault: seal, addresses: nearby });
afterAll(() => sender.stop());

/** Lets everything that has happened come to the senders. */
async function deliver() {
  await outboxSettled(db);
  const from = { pool: poolOf(db), schema: await schemaOf(db), service: 'cases-svc' };
  while (await consume(webhookConsumer({ from, into: poolOf(db) })));
}

interface Told {
  subject: string;
  sequence: number;
}

/** Lets everything that has happened come to the senders, and sends what is due. */
async function send(now = NOW, senders = [sender]) {
  await deliver();
  for (;;) {
    const taken = await Promise.all(senders.map((each) => each.send(now)));
    await Promise.all(senders.map((each) => each.settled()));
    if (!taken.some(Boolean)) return;
  }
}

const log = async (id: string, actor: Actor, where = '') =>
  (
    await ask(
      db,
      `query ($id: ID!) { webhook(id: $id) { state failingSince deliveries(first: 50${where}) {
         totalCount nodes { id state type subject sequence attemptCount nextAttemptAt attempts { status failure } }
       } } }`,
      { id },
      { actor },
    )
  ).webhook;

describe('a webhook', () => {
  it('tells what happens to cases of its area, in order, signed, and without personal data', async () => {
    const receiver = await aReceiver();
    const { webhook, integrator, open, withdraw } = await aSubscription(receiver.url);
    const elsewhere = await aSubscription((await aReceiver()).url);
    const { id } = await open();
    await withdraw(id);
    await elsewhere.open();

    await send();

    expect(receiver.got.map(({ body }) => [body.type, body.subject, body.sequence])).toEqual([
      ['cn.jinlin.case.open', id, '0000000001'],
      ['cn.jinlin.case.withdraw', id, '0000000002'],
    ]);
    for (const { text, headers } of receiver.got) {
      expect(text).not.toMatch(/测试人|15400001234|楼道灯|三楼/);
      const age = Math.floor(Date.now() / 1000) - Number(headers['webhook-timestamp']);
      expect(Math.abs(NOW.getTime() / 1000 - Number(headers['webhook-timestamp']))).toBeLessThan(1);
      jest.useFakeTimers({ now: Date.now() - age * 1000, doNotFake: ['nextTick', 'setImmediate'] });
      new Receiver(webhook.secrets[0]).verify(text, headers as Record<string, string>);
      jest.useRealTimers();
    }
    const { deliveries } = await log(webhook.id, integrator);
    expect(deliveries.nodes).toMatchObject([
      { state: 'DELIVERED', attempts: [{ status: 200, failure: null }] },
      { state: 'DELIVERED', sequence: 1 },
    ]);
  });

  it('tells only of the kinds and types that it names, and of nothing before it was there', async () => {
    const receiver = await aReceiver();
    const { integrator, open, withdraw } = await aSubscription(receiver.url, { types: ['case.withdraw'] });
    const whistles = await aReceiver();
    await run('subscribeWebhook', { url: whistles.url, kinds: ['WHISTLE'] }, integrator);
    const late = await aReceiver();
    await run('subscribeWebhook', { url: late.url, kinds: ['CASE'] }, integrator, after(1));
    await withdraw((await open()).id);

    await send();

    expect(receiver.got.map(({ body }) => [body.type, body.sequence])).toEqual([
      ['cn.jinlin.case.withdraw', '0000000001'],
    ]);
    expect([...whistles.got, ...late.got]).toEqual([]);
  });

  it('tells of what councils see to, residents decide and lists hold, and not in their words', async () => {
    const receiver = await aReceiver();
    const { community, clerk } = await aCouncil(db);
    const compound = await aCompound(db);
    const street = await aStreet(db);
    for (const areaId of [community.id, compound.community.id, street.community.id]) {
      const subscribing = { url: receiver.url, kinds: ['MATTER', 'DELIBERATION', 'DEMAND'] };
      await run('subscribeWebhook', subscribing, anActor('INTEGRATOR', { areaId }));
    }

    const matter = { areaId: community.id, kind: 'MAJOR', source: 'MEMBER', title: '加装路灯' };
    await runCouncil(db, 'raiseMatter', matter, { actor: clerk });
    const proposal = { title: '车位改造', proposal: '利用北侧空地', category: '0401' };
    const proposing = { areaId: compound.compound.id, procedure: 'TWO_TWO_TWO', ...proposal };
    await runDeliberation(db, 'proposeDeliberation', compound.clerk, proposing);
    await aDemand(db, street);
    await send();

    expect(receiver.got.map(({ body }) => body.type).sort()).toEqual([
      'cn.jinlin.deliberation.propose',
      'cn.jinlin.demand.publish',
      'cn.jinlin.demand.raise',
      'cn.jinlin.matter.raise',
    ]);
    for (const { text } of receiver.got) expect(text).not.toMatch(/路灯|车位|空地|吃饭/);
  });

  it('tries again with rests that grow, and lets what comes after about the same case wait', async () => {
    let broken = '';
    const receiver = await aReceiver(({ subject }) => (subject === broken ? 503 : 200));
    const { webhook, integrator, open, withdraw } = await aSubscription(receiver.url);
    const { id } = await open();
    broken = id;
    const other = await open();
    await withdraw(id);

    await send();

    expect(receiver.got.map(({ body }) => body.subject).sort()).toEqual([id, other.id].sort());
    const { deliveries, failingSince } = await log(webhook.id, integrator);
    expect(deliveries.nodes.filter(({ subject }: { subject: string }) => subject === id)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ sequence: 1, state: 'PENDING', attemptCount: 1 }),
        expect.objectContaining({ sequence: 2, state: 'PENDING', attemptCount: 0 }),
      ]),
    );
    expect([null, NOW.toISOString()]).toContain(failingSince);

    broken = '';
    await send(after(0.1));

    expect(receiver.got.slice(-2).map(({ body }) => body.sequence)).toEqual(['0000000001', '0000000002']);
    const ids = receiver.got
      .filter(({ body }) => body.subject === id)
      .map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
  });

  it('gives up after twelve tries in about three days, is disabled, and tells the dead letters when replayed', async () => {
    let status = 500;
    const receiver = await aReceiver(() => status);
    const { webhook, integrator, open } = await aSubscription(receiver.url);
    await open();

    let next: string | null = NOW.toISOString();
    let tries = 0;
    for (; next; tries += 1) {
      await send(new Date(next));
      next = (await log(webhook.id, integrator)).deliveries.nodes[0].nextAttemptAt;
    }
    expect(tries).toBe(12);
    expect((await log(webhook.id, integrator)).deliveries.nodes).toMatchObject([
      { state: 'DEAD', attemptCount: 12 },
    ]);

    await open();
    await send(after(100));
    const later = await log(webhook.id, integrator);
    expect(later.state).toBe('DISABLED');
    expect(later.deliveries.nodes.map(({ state }: { state: string }) => state)).toEqual(['DEAD', 'DEAD']);
    expect(await run('replayWebhook', { id: webhook.id, state: 'DEAD' }, integrator)).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });

    status = 200;
    await run('resumeWebhook', { id: webhook.id }, integrator, after(101));
    const before = receiver.got.length;
    await run('replayWebhook', { id: webhook.id, state: 'DEAD' }, integrator, after(101));
    await send(after(101));
    expect(receiver.got).toHaveLength(before + 2);
    expect((await log(webhook.id, integrator)).deliveries.nodes).toMatchObject([
      { state: 'DELIVERED' },
      { state: 'DELIVERED' },
    ]);
  });

  it('leaves a receiver alone that only fails, and looks again after a while', async () => {
    let status = 500;
    const receiver = await aReceiver(() => status);
    const { open } = await aSubscription(receiver.url);
    for (let n = 0; n < 40; n += 1) await open();

    await send();
    expect(receiver.got.length).toBeGreaterThanOrEqual(20);
    expect(receiver.got.length).toBeLessThan(40);

    const before = receiver.got.length;
    await send(new Date(NOW.getTime() + 20_000));
    expect(receiver.got).toHaveLength(before);
    status = 200;
    await send(new Date(NOW.getTime() + 60_000));
    expect(new Set(receiver.got.map(({ body }) => body.subject)).size).toBe(40);
  });

  it('is disabled at once by a receiver that says it is gone, and follows nobody elsewhere', async () => {
    const gone = await aReceiver(() => 410);
    const moved = await aReceiver(() => 302);
    const { webhook, integrator, open } = await aSubscription(gone.url);
    const other = await run('subscribeWebhook', { url: moved.url, kinds: ['CASE'] }, integrator);
    await open();

    await send();

    expect(await log(webhook.id, integrator)).toMatchObject({ state: 'DISABLED' });
    const { deliveries } = await log(other.id, integrator);
    expect(deliveries.nodes).toMatchObject([
      { state: 'PENDING', attempts: [{ status: 302, failure: 'The receiver answered 302.' }] },
    ]);
  });

  it('signs with two secrets for a day after a change', async () => {
    const receiver = await aReceiver();
    const { webhook, integrator, open } = await aSubscription(receiver.url);
    const rotated = await run('rotateWebhookSecret', { id: webhook.id }, integrator);
    await open();
    await send();

    expect(rotated.secrets).toEqual([expect.any(String), webhook.secrets[0]]);
    expect(receiver.got[0]!.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);

    await open();
    await send(after(25));
    expect(receiver.got[1]!.headers['webhook-signature']).toMatch(/^v1,\S+$/);
  });

  it('sends each delivery once, however many processes send', async () => {
    const receiver = await aReceiver();
    const { open } = await aSubscription(receiver.url);
    for (let n = 0; n < 20; n += 1) await open();
    const others = [1, 2, 3].map(() => webhookSender({ db, vault: seal, addresses: nearby }));

    await send(NOW, [sender, ...others]);

    expect(receiver.got).toHaveLength(20);
    expect(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(20);
    await Promise.all(others.map((each) => each.stop()));
  });

  it('sends again what a process that died had taken', async () => {
    const receiver = await aReceiver();
    const { webhook, open } = await aSubscription(receiver.url);
    await open();
    await run('pauseWebhook', { id: webhook.id }, anActor('OPERATOR', { areaId: await areaOf(webhook.id) }));
    await send();
    await db.query(
      `update webhook_delivery set attempt_count = 1, next_attempt_at = $2 where webhook_id = $1`,
      [webhook.id, after(0.02)],
    );
    await db.query(`update webhook set state = 'ACTIVE' where id = $1`, [webhook.id]);

    await send();
    expect(receiver.got).toEqual([]);
    await send(after(0.03));
    expect(receiver.got).toHaveLength(1);
  });

  it('keeps events while it is paused, and tells nothing any more once it has ended', async () => {
    const receiver = await aReceiver();
    const { webhook, integrator, open } = await aSubscription(receiver.url);
    await run('pauseWebhook', { id: webhook.id }, integrator);
    await open();
    await send();
    expect(receiver.got).toEqual([]);

    await run('resumeWebhook', { id: webhook.id }, integrator);
    await send();
    expect(receiver.got).toHaveLength(1);

    expect(await run('endWebhook', { id: webhook.id }, integrator)).toMatchObject({ availableActions: [] });
    await open();
    await send();
    expect(receiver.got).toHaveLength(1);
  });

  it('sends again what is named by id, by time or by type, under the same id', async () => {
    const receiver = await aReceiver();
    const { webhook, integrator, open, withdraw } = await aSubscription(receiver.url);
    const { id } = await open();
    await withdraw(id);
    await send();
    const { deliveries } = await log(webhook.id, integrator);
    const replay = async (input: object) => {
      receiver.got.length = 0;
      await run('replayWebhook', { id: webhook.id, ...input }, integrator);
      await send();
      return receiver.got.map(({ body }) => body.type);
    };

    expect(await replay({ deliveryIds: [deliveries.nodes[0].id] })).toHaveLength(1);
    expect(receiver.got[0]!.headers['webhook-id']).toBe(deliveries.nodes[0].id);
    expect(await replay({ types: ['case.open'] })).toEqual(['cn.jinlin.case.open']);
    expect(
      await replay({ eventFrom: after(-1).toISOString(), eventBefore: after(1).toISOString() }),
    ).toHaveLength(2);
    expect(await replay({ eventFrom: after(1).toISOString() })).toEqual([]);
    expect(await run('replayWebhook', { id: webhook.id }, integrator)).toMatchObject({
      field: 'deliveryIds',
    });
  });

  it('forgets what was delivered long ago, and goes on counting', async () => {
    const receiver = await aReceiver();
    const { webhook, integrator, open, withdraw } = await aSubscription(receiver.url);
    const { id } = await open();
    await send();
    const stuck = await open();
    await withdraw(id);
    const forget = (days: number) => forgetOldDeliveries(db, { now: after(90 * 24), days });

    await send();
    await run('pauseWebhook', { id: webhook.id }, integrator);
    await withdraw(stuck.id);
    await deliver();
    expect(await forget(91)).toBe(0);
    await forget(89);

    const { deliveries } = await log(webhook.id, integrator);
    expect(deliveries.nodes.map(({ subject, sequence }: Told) => [subject, sequence])).toEqual(
      expect.arrayContaining([
        [id, 2],
        [stuck.id, 2],
      ]),
    );
    expect(deliveries.totalCount).toBe(2);
  });

  it('is refused for addresses within, for no kinds, for foreign types, and for areas out of reach', async () => {
    const street = await anArea(db, { level: 'TOWNSHIP' });
    const integrator = anActor('INTEGRATOR', { areaId: street.id });
    const subscribe = (given: object) =>
      run('subscribeWebhook', { url: 'https://example.org/hook', kinds: ['CASE'], ...given }, integrator);

    expect(await subscribe({ url: 'https://169.254.169.254/' })).toMatchObject({ field: 'url' });
    expect(await subscribe({ url: 'http://10.0.0.1/' })).toMatchObject({ field: 'url' });
    expect(await subscribe({ kinds: [] })).toMatchObject({ field: 'kinds' });
    expect(await subscribe({ types: ['whistle.blow'] })).toMatchObject({ field: 'types' });
    expect(await subscribe({ areaId: (await anArea(db)).id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await subscribe({ areaId: null })).toMatchObject({ state: 'ACTIVE' });
    const { id } = await subscribe({});
    for (const url of ['https://127.1.2.3:x/', ''])
      expect(await run('changeWebhook', { id, url }, integrator)).toMatchObject({ field: 'url' });
    expect(await run('changeWebhook', { id, types: ['case.close'] }, integrator)).toMatchObject({
      state: 'ACTIVE',
    });
  });

  it('is seen and changed by its owner and by operators of its area, its secrets by its owner alone', async () => {
    const { webhook, street, integrator } = await aSubscription('https://example.org/hook');
    const seen = (actor: Actor | null) =>
      ask(
        db,
        'query ($id: ID!) { webhook(id: $id) { secrets } webhooks(first: 5) { totalCount nodes { id } } }',
        { id: webhook.id },
        { actor },
      );
    const operator = anActor('OPERATOR', { areaId: street.id });
    const stranger = anActor('INTEGRATOR', { areaId: street.id });

    expect(await seen(integrator)).toMatchObject({
      webhook: { secrets: webhook.secrets },
      webhooks: { totalCount: 1 },
    });
    expect(await seen(operator)).toMatchObject({ webhook: { secrets: null }, webhooks: { totalCount: 1 } });
    for (const actor of [stranger, null, anActor('OPERATOR', { areaId: (await anArea(db)).id })])
      expect(await seen(actor)).toEqual({ webhook: null, webhooks: { totalCount: 0, nodes: [] } });
    expect(await run('endWebhook', { id: webhook.id }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has a life in which every state can be reached', () => {
    expect([...webhookStates.reachable('ACTIVE')].sort()).toEqual([...webhookStates.states].sort());
  });
});

const areaOf = async (id: string): Promise<string> =>
  (await db.query('select area_id from webhook where id = $1', [id]))[0].area_id;
