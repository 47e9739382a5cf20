// npm run check:restore: loses the database of a graph under load, and proves what npm run restore brings back of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { root } from './apps.mjs';
import { embedded } from './bundle.mjs';
import { clerkAt } from './checks/clerk.mjs';
import { freeRow } from './checks/free-row.mjs';
import { aFolder, end, remove, start } from './checks/starter.mjs';

/** Minutes: how much work may be lost, and how long it may take until work goes on. */
const [POINT, TIME] = [5, 15];

const [folder, kept, port] = [aFolder(), aFolder(), await freeRow()];
const gateway = `http://127.0.0.1:${port}`;
const { DATABASE_URL: _, ...environment } = process.env;
const npm = (script, ...args) =>
  execFileSync(process.execPath, [`${root}/tools/${script}.mjs`, ...args], {
    env: { ...environment, JINLIN_FOLDER: folder },
    encoding: 'utf8',
  });

let graph = start({ folder, port });
try {
  await graph.isUp();
  const clerk = await clerkAt(gateway);
  const writing = { isOver: false, done: [] };
  const writer = keepOpening(clerk, writing);
  await work(writing, 50);
  console.log(npm('backup', kept).trim());
  await work(writing, 50);
  writing.isOver = true;
  await writer;

  const [saved, took] = await quietly(async () => timed(() => npm('backup', kept)));
  console.log(`A later back-up took ${took} ms, with ${writing.done.length} cases in it.`);
  assert.ok(took < POINT * 60_000);
  // What comes after the last back-up is what the recovery point allows to be lost.
  const late = await clerk.open();

  graph.child.kill('SIGKILL');
  await graph.ended;
  await pause(3_000);
  remove(folder);

  const began = Date.now();
  npm('restore', kept);
  assert.deepEqual(await whileAlone(hashes), saved);
  console.log(`All ${Object.keys(saved).length} tables hash equal.`);
  graph = start({ folder, port });
  await graph.isUp();
  const minutes = (Date.now() - began) / 60_000;
  console.log(`Put back and up again after ${minutes.toFixed(1)} minutes.`);
  assert.ok(minutes < TIME);

  const again = await clerkAt(gateway);
  for (const id of writing.done) assert.equal(await again.sees(id), true, `case ${id} is gone`);
  assert.equal(await again.sees(late), false);
  console.log(npm('audit').trim());
  console.log('ok');
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  await end(graph);
  remove(folder);
  remove(kept);
}

/** Opens cases, one after the other, until it is told that this is enough. */
async function keepOpening(clerk, writing) {
  while (!writing.isOver) writing.done.push(await clerk.open());
}

async function work({ done }, more) {
  for (const before = done.length; done.length < before + more; ) await pause(20);
}

function timed(run) {
  const began = Date.now();
  run();
  return Date.now() - began;
}

/** Runs something while nothing changes, and hands back the hashes that hold before and after. */
async function quietly(run) {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const before = await hashes();
    const result = await run();
    if (JSON.stringify(await hashes()) === JSON.stringify(before)) return [before, result];
  }
  throw new Error('The clocks of the services never rest.');
}

/** Asks the database alone, before any clock of a service has ticked. */
async function whileAlone(ask) {
  const { startEmbedded } = await embedded();
  const { stop } = await startEmbedded({ folder: `${folder}/postgres`, log: `${folder}/postgres.log` });
  return ask().finally(stop);
}

/** A hash over all rows of each table, whatever their order. */
async function hashes() {
  const { port, password } = JSON.parse(readFileSync(`${folder}/postgres/server.json`, 'utf8'));
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${port}/jinlin`);
  await client.connect();
  const { rows } = await client.query(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('organisation', 'cases', 'services') order by 1`,
  );
  const hashed = {};
  for (const { name } of rows) {
    const { rows: sums } = await client.query(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(kept::text, 0)), 0) as hash from ${name} kept`,
    );
    hashed[name] = sums[0].hash;
  }
  await client.end();
  return hashed;
}
