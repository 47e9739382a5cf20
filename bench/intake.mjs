// How fast work orders come in, one by one and as a file, how soon call-backs go out, and whether a street's board stays
// quick over millions of cases. Everything comes through the gateway, as hotlines come; the board is asked at the service.
// Options: --cases <number> in the table when the board is measured (3 000 000), --file <rows> (70 000).

import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { root } from '../tools/apps.mjs';
import { boards, fill } from './board.mjs';
import { aHotline, categories } from './hotline.mjs';
import { startJinlin } from './jinlin.mjs';
import { middle } from './report.mjs';

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

  console.log(`Filling the table up to ${cases} cases …`);
  await fill(database, Number(cases));
  for (const { title, promised, median, slowest } of await boards(jinlin, database))
    tell(
      `${title}, ${cases} cases in the table`,
      `median ${Math.round(median)} ms, slowest ${Math.round(slowest)} ms`,
      `< ${promised} ms`,
      median < promised,
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
