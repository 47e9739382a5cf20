// npm run check:start: proves how npm start behaves when things go wrong. Takes some minutes, so it is no part of npm test.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { clerkAt } from './checks/clerk.mjs';
import { freeRow } from './checks/free-row.mjs';
import { ask } from './checks/smoke.mjs';
import { aFolder, end, homeIn, processesOf, remove, start } from './checks/starter.mjs';

const folder = aFolder();
const port = await freeRow();
const gateway = `http://127.0.0.1:${port}`;
const ours = () => processesOf(folder);
const begin = (given = {}) => start({ folder, port, ...given });

const proofs = {
  async 'an interrupted first start is made good by the next'() {
    for (const words of ['Making the database', 'The database is up', 'Loading']) {
      const first = begin();
      await first.hears(words);
      first.child.kill('SIGKILL');
      await first.ended;
    }
    await upAndDown();
  },

  async 'a later start is up within 8 s'() {
    const began = Date.now();
    const again = begin();
    await again.isUp();
    const took = Date.now() - began;
    await end(again);
    assert.ok(took < 8_000, `It took ${took} ms.`);
  },

  async 'SIGTERM ends everything in order, within 15 s'() {
    const { code, took } = await upAndDown();
    assert.equal(code, 0);
    assert.ok(took < 15_000, `It took ${took} ms.`);
    assert.deepEqual(ours(), []);
  },

  async 'SIGTERM turns readiness off first, and what is in flight is answered'() {
    const graph = begin();
    await graph.isUp();
    const clerk = await clerkAt(gateway);
    const told = { answered: 0, refused: 0, cutOff: [] };
    const clients = Array.from({ length: 16 }, () => keepOpening(clerk, told));
    await pause(1_000);

    const ended = end(graph);
    let readiness;
    while (readiness === undefined || readiness === 200)
      readiness = await fetch(`${gateway}/readyz`).then(
        ({ status }) => status,
        () => 'gone',
      );
    await Promise.all([ended, ...clients]);

    assert.equal(readiness, 503);
    assert.ok(told.answered > 16);
    assert.deepEqual(told.cutOff, []);
  },

  async 'kill -9 of the starter leaves no process behind'() {
    const killed = begin();
    await killed.isUp();
    assert.ok(ours().length > 5);
    killed.child.kill('SIGKILL');
    await killed.ended;
    for (let waited = 0; ours().length && waited < 12_000; waited += 100) await pause(100);
    assert.deepEqual(ours(), []);
    await upAndDown();
  },

  async 'a second start in the same folder is refused'() {
    const first = begin();
    await first.isUp();
    await refused(begin(), `already runs from this checkout, as process ${first.child.pid}`);
    assert.ok((await ask(gateway)).data);
    await end(first);
  },

  async 'a port in use is named, with who uses it and how to choose another'() {
    const squatter = createServer().listen(port + 1, '127.0.0.1');
    await once(squatter, 'listening');
    await refused(
      begin(),
      `Port ${port + 1}, wanted by organisation-svc, is in use by`,
      `(process ${process.pid})`,
      '--port',
    );
    squatter.close();
    await upAndDown();
  },

  async 'an unreachable DATABASE_URL is named without its password'() {
    const url = 'postgres://jinlin:hush-hush@127.0.0.1:9/jinlin';
    const said = await refused(
      begin({ env: { DATABASE_URL: url } }),
      'DATABASE_URL',
      'ECONNREFUSED',
      '127.0.0.1:9',
    );
    assert.ok(!said.includes('hush-hush'));
  },

  async 'a broken data folder is named, and --fresh begins anew'() {
    rmSync(`${homeIn(folder)}/data/global/pg_control`);
    await refused(begin(), 'pg_control', 'npm start -- --fresh');
    await upAndDown({ args: ['--fresh'] });
    await upAndDown();
  },
};

let failed = 0;
for (const [title, prove] of Object.entries(proofs)) {
  const began = Date.now();
  const fault = await prove().then(
    () => undefined,
    (error) => error,
  );
  if (fault) console.log(fault.message);
  console.log(`${fault ? 'FAIL' : 'ok  '}  ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  failed += fault ? 1 : 0;
}
remove(folder);
console.log(`${Object.keys(proofs).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/** Opens cases over a connection each until none is taken any more; whatever is begun must be answered. */
async function keepOpening(clerk, told) {
  while (told.refused === 0)
    await clerk.open({}, { headers: { connection: 'close' } }).then(
      () => (told.answered += 1),
      (fault) => {
        if (fault.cause?.code === 'ECONNREFUSED') told.refused += 1;
        else told.cutOff.push(fault.message);
      },
    );
}

async function upAndDown(given) {
  const graph = begin(given);
  await graph.isUp();
  const { data, errors } = await ask(gateway);
  assert.equal(errors, undefined);
  assert.ok(data.areaByCode.serviceSites.nodes.length);
  return end(graph);
}

/** It ends by itself with a failure, saying all of this; hands back what it said. */
async function refused({ ended, said }, ...words) {
  assert.equal(await ended, 1, said());
  for (const word of words) assert.ok(said().includes(word), `It did not say "${word}", but:\n${said()}`);
  return said();
}
