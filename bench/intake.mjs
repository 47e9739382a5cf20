// How fast work orders come in, one by one and as a file, how soon call-backs go out, and whether a street's board stays
// quick over millions of cases. Everything comes through the gateway, as hotlines come; the board is asked at the service.
// Options: --cases <number> in the table when the board is measured (3 000 000), --file <rows> (70 000).

import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { root } from '../tools/apps.mjs';
import { aHotline, COUNTY, categories } from './hotline.mjs';
import { startJinlin } from './jinlin.mjs';
import { middle } from './report.mjs';

const STREET = '510522001';
const generator = fileURLToPath(new URL('orders.mjs', import.meta.url));

const { cases, file } = parseArgs({
  allowPositionals: true,
  options: { cases: { type: 'string', default: '3000000' }, file: { type: 'string', default: '70000' } },
}).values;

// Call-backs are received on this machine.
process.env.WEBHOOK_NETWORKS = '127.0.0.0/8';
const jinlin = await startJinlin({
  say: (line) => console.log(line),
  die: (message) => {
    throw new Error(message);
  },
});
const database = new pg.Client(jinlin.database.url);
try {
  await database.connect();
  const results = [];
  const tell = (what, found, promised, isKept) => {
    results.push({ what, found, promised, isKept });
    console.log(`${what}: ${found} (promised ${promised})`);
  };
  const hotline = await aHotline(jinlin, database);
  const send = sender(hotline);
  await send({ kind: 'singles', count: 1_000, connections: 16 });

  // One by one, as fast as it goes and as fast as is promised.
  const single = await send({ kind: 'singles', count: 10_000, connections: 32 });
  tell(
    'Single orders, 32 connections',
    `${Math.round(single.rate)}/s, p99 ${Math.round(single.p99)} ms`,
    '≥ 500/s',
    single.rate >= 500,
  );
  const steady = await send({ kind: 'singles', count: 10_000, perSecond: 500, connections: 16 });
  tell(
    'Single orders at 500/s, kept up for 20 s',
    `${Math.round(steady.rate)}/s, p99 ${Math.round(steady.p99)} ms`,
    'all of them',
    steady.rate >= 490,
  );

  const rows = { kind: 'batches', name: randomUUID().slice(0, 8), count: Number(file), connections: 2 };
  const first = await send(rows);
  tell(
    `A file of ${rows.count} in batches of 2 000`,
    `${first.seconds.toFixed(1)} s, ${Math.round(first.rate)}/s`,
    '< 60 s, ≥ 3000/s',
    first.seconds < 60 && first.rate >= 3_000,
  );
  const again = await send(rows);
  const added = again.answers.new ?? 0;
  tell(
    'The same file again',
    `${again.seconds.toFixed(1)} s, ${added} added`,
    '< 60 s, none added',
    again.seconds < 60 && added === 0,
  );

  const calledBack = await callBacks(hotline, send);
  tell(
    'From an order to its call-back, 200 events/s',
    `p50 ${Math.round(calledBack.p50)} ms, p99 ${Math.round(calledBack.p99)} ms`,
    'p99 < 2000 ms',
    calledBack.p99 < 2_000,
  );

  await fill(Number(cases));
  for (const { title, median, slowest } of await board())
    tell(
      `${title}, ${cases} cases in the table`,
      `median ${Math.round(median)} ms, slowest ${Math.round(slowest)} ms`,
      '< 50 ms',
      median < 50,
    );

  const facts = `Node ${process.versions.node}, everything on one machine of ${cpus().length} cores, load average ${loadavg()[0].toFixed(1)} at the end.`;
  write(facts, results);
  process.exitCode = results.every(({ isKept }) => isKept) ? 0 : 1;
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  await database.end();
  await jinlin.stop();
  process.exit();
}

/** How a hotline sends what it is given: from a process of its own. */
function sender({ key, areas }) {
  return (load) =>
    new Promise((done, fail) => {
      const sending = fork(generator);
      sending.once('message', done).once('exit', (code) => code && fail(new Error('The load broke off.')));
      const { url } = jinlin;
      sending.send({ url, key, areas, categories, name: randomUUID().slice(0, 8), ...load });
    });
}

/** Milliseconds from the moment an event is written of to the moment its receiver has it, 200 of them a second. */
async function callBacks({ subscribe }, send) {
  const took = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      took.push(Date.now() - Date.parse(JSON.parse(text).time));
      response.end();
    });
  });
  await new Promise((listening) => receiver.listen(0, '127.0.0.1', listening));
  await subscribe(`http://127.0.0.1:${receiver.address().port}/hook`);
  const count = 4_000;
  await send({ kind: 'singles', count, perSecond: 200, connections: 16 });
  for (let waited = 0; took.length < count && waited < 30_000; waited += 100) await pause(100);
  receiver.close();
  if (took.length < count) throw new Error(`Only ${took.length} of ${count} call-backs came.`);
  const sorted = took.sort((a, b) => a - b);
  return { p50: middle(sorted), p99: sorted[Math.floor(sorted.length * 0.99)] };
}

/** Fills the table with cases of five years over all grids, most of them closed, and a street with open whistles. */
async function fill(count) {
  console.log(`Filling the table up to ${count} cases …`);
  await database.query('set search_path = cases, public');
  const [{ there }] = (await database.query('select count(*)::int as there from "case"')).rows;
  const step = 250_000;
  for (let from = there; from < count; from += step)
    await database.query(FILL, [from, Math.min(count, from + step) - 1]);
  await database.query(WHISTLES, [STREET]);
  await database.query('vacuum analyze "case"');
  await database.query('analyze whistle, summons');
}

const FILL = /* SQL */ `
  with place as (
    select row_number() over (order by id) - 1 as n, count(*) over () as places, id, code, path from area where level = 'GRID'
  )
  insert into "case" (
    reference, locality_code, state, channel, category, request_type, urgency, title, is_confidential,
    area_id, area_path, responsible_unit_id, desk_unit_id, outcome, is_resolved_on_site, opened_at, dispatched_at,
    handled_at, visited_at, closed_at, due_at, is_deadline_provisional, was_contacted, was_solved, satisfaction,
    return_count, reopen_count
  )
  select 'bench-' || i, '${COUNTY}', case when isOpen then 'SIGNED' else 'CLOSED' end, 'hotline', '0201', 'HELP', 'GENERAL',
         '楼道灯不亮', false, place.id, place.path, md5((i % 40)::text)::uuid, md5((i % 40)::text)::uuid,
         case when not isOpen then 'RESOLVED' end, false, opened, opened + interval '1 hour',
         case when not isOpen then opened + interval '2 days' end, case when not isOpen then opened + interval '3 days' end,
         case when not isOpen then opened + interval '4 days' end, opened + interval '5 days', false,
         case when not isOpen then true end, case when not isOpen then true end,
         case when not isOpen then 'SATISFIED' end, 0, 0
  from generate_series($1::int, $2::int) i
  cross join lateral (select i % 50 = 0 as isOpen, timestamptz '2021-11-20' + i * interval '50 seconds' as opened) o
  join place on place.n = (i * 7919::bigint) % place.places
`;

/** A hundred open whistles of one street, each like the first that is there. */
const WHISTLES = /* SQL */ `
  with street as (select id, path from area where code = $1 and valid_to is null),
  model as (select * from whistle order by blown_at desc limit 1),
  blown as (
    insert into whistle
    select (jsonb_populate_record(model, jsonb_build_object(
      'id', gen_random_uuid(), 'area_id', street.id, 'area_path', street.path, 'case_id', null, 'state', 'NOTIFIED',
      'outcome', null, 'ended_at', null, 'blown_at', now() - n * interval '1 minute'
    ))).*
    from model, street, generate_series(1, 100) n
    returning id
  ),
  called as (select * from summons where whistle_id = (select id from model))
  insert into summons
  select (jsonb_populate_record(called, jsonb_build_object('id', gen_random_uuid(), 'whistle_id', blown.id, 'state', 'NOTIFIED'))).*
  from blown, called
`;

/** The boards of a street's command centre, asked at the service: 100 rows each. */
async function board() {
  const {
    rows: [{ id: areaId }],
  } = await database.query('select id from area where code = $1 and valid_to is null', [STREET]);
  const { port } = jinlin.subgraphs.find(({ name }) => name === 'cases');
  const actor = Buffer.from(
    JSON.stringify({
      id: 'bench',
      role: 'STREET_COMMANDER',
      areaId,
      unitId: null,
      personId: null,
      scopes: [],
    }),
  ).toString('base64url');
  const ask = async (query) => {
    const body = JSON.stringify({ query });
    const seconds = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', jinlin.secrets.gatewaySecret)
      .update(`${seconds}\n${actor}\n`)
      .update(body)
      .digest('base64url');
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-jinlin-actor': actor,
        'x-jinlin-signature': `${seconds}.${signature}`,
      },
      body,
    });
    const { data, errors } = await answer.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const results = [];
  for (const { title, query } of boards) {
    const times = [];
    // The first few let the service compile the question, and PostgreSQL plan it.
    for (let i = 0; i < 30; i += 1) {
      const began = performance.now();
      const { page } = await ask(query);
      if (page.nodes.length < 100) throw new Error(`${title}: only ${page.nodes.length} rows.`);
      if (i >= 10) times.push(performance.now() - began);
    }
    results.push({ title, median: middle(times), slowest: Math.max(...times) });
  }
  return results;
}

const boards = [
  {
    title: 'A street’s open whistles with their clocks, 100 rows',
    query: `{ page: whistles(first: 100, where: { isOpen: true }) { nodes {
      id state grade matter blownAt reportedWithoutAction
      summons { state acknowledgement { dueAt isLate } arrival { dueAt isLate } disposal { dueAt isLate } }
    } } }`,
  },
  {
    title: 'A street’s open cases with their deadlines, 100 rows',
    query: `{ page: cases(first: 100, where: { isOpen: true }) { nodes {
      reference state title urgency category { label } deadline { dueAt isBreached } availableActions
    } } }`,
  },
];

/** Writes the table between its marks in docs/bench.md. */
function write(facts, results) {
  const path = `${root}/docs/bench.md`;
  const rows = [
    ['what', 'measured', 'promised'],
    ['---', '---', '---'],
    ...results.map(({ what, found, promised }) => [what, found, promised]),
  ];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const marked = /(<!-- intake -->\n)[\s\S]*(<!-- end of intake -->)/;
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(marked, (_, start, end) => `${start}\n${facts}\n\n${table}\n\n${end}`),
  );
}
