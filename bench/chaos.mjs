// Whether work orders survive: while they come in, processes are killed without a warning, cases-svc above all, the gateway
// and the database too. In the end every order that was acknowledged must be there, once, with its history and its events,
// and every event must have reached whoever is called back. Options: --kills <number> (20).
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { aHotline, categories } from './hotline.mjs';
import { startJinlin } from './jinlin.mjs';

/** Whom to kill, over and over. */
const VICTIMS = ['cases', 'cases', 'database', 'cases', 'gateway'];

/** Orders on their way at once. */
const AT_ONCE = 24;

/** Orders that must have come in since the last kill before the next. */
const FLOWING = 100;

/** Milliseconds in which the outbox must be drained once nothing is killed any more. */
const DRAINED = 30_000;

const { kills } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '20' } },
}).values;

process.env.WEBHOOK_NETWORKS = '127.0.0.0/8';
const say = (line) => console.log(line);
const jinlin = await startJinlin({
  say,
  die: (message) => {
    throw new Error(message);
  },
});
try {
  const hotline = await withDatabase((database) => aHotline(jinlin, database));
  const receiver = await aReceiver();
  await hotline.subscribe(receiver.url, []);

  const acknowledged = new Map();
  const intake = { isOver: false, retries: 0 };
  const senders = Array.from({ length: AT_ONCE }, () => keepSending(hotline, intake, acknowledged));
  for (let i = 0; i < Number(kills); i += 1) {
    await flowing(acknowledged);
    const victim = VICTIMS[i % VICTIMS.length];
    await (victim === 'database' ? jinlin.killDatabase() : jinlin.kill(victim));
    say(`Kill ${i + 1}: ${victim}. ${acknowledged.size} orders acknowledged so far.`);
  }
  intake.isOver = true;
  await Promise.all(senders);
  const took = await drained(receiver);

  const faults = await withDatabase((database) => faultsIn(database, hotline.id, acknowledged, receiver.got));
  say(
    `${kills} kills, ${acknowledged.size} orders acknowledged, ${intake.retries} sent again; ` +
      `every event delivered ${(took / 1000).toFixed(1)} s after the last order (${receiver.got.size} of them).`,
  );
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  await jinlin.stop();
  process.exit();
}

/** Waits until orders come in again, and a moment more, so that the next kill falls amid them. */
async function flowing(acknowledged) {
  const before = acknowledged.size;
  for (let waited = 0; acknowledged.size < before + FLOWING && waited < 60_000; waited += 50) await pause(50);
  await pause(Math.random() * 500);
}

/** Sends orders one after another and takes each a step further, asking until it is answered: as a hotline should. */
async function keepSending({ key, areas }, intake, acknowledged) {
  while (!intake.isOver) {
    const number = `GD-${randomUUID()}`;
    const areaCode = areas[acknowledged.size % areas.length];
    const order = { number, category: categories[0], title: '楼道灯不亮', areaCode };
    const { caseId } = await untilAnswered(intake, 'orders', { key, body: order });
    await untilAnswered(intake, `orders/${number}/register`, { key, body: {} });
    acknowledged.set(number, caseId);
  }
}

async function untilAnswered(intake, path, { key, body }) {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  for (;;) {
    const answer = await fetch(new URL(`/hotline/v1/${path}`, jinlin.url), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    }).catch(() => undefined);
    const told = await answer?.json().catch(() => undefined);
    if (answer?.ok && told) return told;
    if (answer && answer.status < 500) throw new Error(`${path}: ${answer.status} ${JSON.stringify(told)}`);
    intake.retries += 1;
    await pause(250);
  }
}

/** A receiver of call-backs, and the events that it got by their ids, each with how often. */
async function aReceiver() {
  const got = new Map();
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const { id, subject, data } = JSON.parse(text);
      got.set(id, { subject, action: data.action });
      response.end();
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { got, url: `http://127.0.0.1:${server.address().port}/hook` };
}

/** Waits until every event is made a delivery and every delivery is made; milliseconds that it took. */
function drained({ got }) {
  const start = performance.now();
  return withDatabase(async (database) => {
    for (;;) {
      const { rows } = await database.query(`
        select (select count(*)::int from cases.webhook_delivery where state <> 'DELIVERED') as waiting,
               (select count(*)::int from cases.webhook_delivery) as deliveries,
               (select count(*)::int from cases.outbox o, cases.consumer c
                where c.name = 'webhooks' and (o.xid, o.id) > (c.xid, c.id)) as unread
      `);
      const [{ waiting, deliveries, unread }] = rows;
      const took = performance.now() - start;
      if (waiting + unread === 0 && got.size === deliveries) return took;
      if (took > DRAINED)
        throw new Error(
          `After ${DRAINED / 1000} s ${unread} events are unread and ${waiting} deliveries wait.`,
        );
      await pause(100);
    }
  });
}

/** A line for everything that is not as it was acknowledged, or is there twice. */
async function faultsIn(database, integratorId, acknowledged, got) {
  const faults = [];
  const { rows: orders } = await database.query(
    'select number, case_id as "caseId" from cases.hotline_order where integrator_id = $1',
    [integratorId],
  );
  const kept = new Map(orders.map(({ number, caseId }) => [number, caseId]));
  for (const [number, caseId] of acknowledged)
    if (kept.get(number) !== caseId)
      faults.push(`Order ${number} was acknowledged as ${caseId} and is ${kept.get(number)}.`);
  if (kept.size !== acknowledged.size)
    faults.push(`${kept.size} orders are kept, ${acknowledged.size} were acknowledged.`);

  const { rows: lives } = await database.query(
    `select c.id, c.state,
            (select array_agg(entry->>'action' order by sequence) from cases.history where record_id = c.id) as history,
            (select array_agg(type order by id) from cases.outbox where subject = c.id) as told
     from cases.hotline_order o join cases."case" c on c.id = o.case_id where o.integrator_id = $1`,
    [integratorId],
  );
  const timesHeard = new Map();
  for (const { subject, action } of got.values()) {
    const what = `${subject} ${action}`;
    timesHeard.set(what, (timesHeard.get(what) ?? 0) + 1);
  }
  for (const { id, state, history, told } of lives) {
    const isRight =
      state === 'REGISTERED' &&
      String(history) === 'OPEN,REGISTER' &&
      String(told) === 'case.open,case.register' &&
      ['OPEN', 'REGISTER'].every((action) => timesHeard.get(`${id} ${action}`) === 1);
    if (!isRight) faults.push(`Case ${id} is ${state}, its history ${history}, its events ${told}.`);
  }
  return faults;
}

/** Works with a connection of its own: those that were open when the database was killed are gone. */
async function withDatabase(work) {
  const database = new pg.Client(jinlin.database.url);
  await database.connect();
  return work(database).finally(() => database.end());
}
