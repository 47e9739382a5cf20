// The parts of the graph in the order in which each needs the one before.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stop as stopEsbuild } from 'esbuild';
import { buildExplorer } from '../../apps/gateway/explorer/build.mjs';
import { apps as allApps, root } from '../apps.mjs';
import { buildApps } from '../build.mjs';
import { embedded } from '../bundle.mjs';
import { openDatabase } from './database.mjs';
import { environmentOf } from './environment.mjs';
import { takeLock } from './lock.mjs';
import { checkPorts, placed } from './ports.mjs';
import { processes, stop, untilReady } from './processes.mjs';
import { complain, elapsed, progressOf, say, status } from './screen.mjs';
import { secretsIn } from './secrets.mjs';
import { welcome } from './welcome.mjs';

/** Data, secrets and logs of this checkout; JINLIN_FOLDER puts them elsewhere. */
const folder = resolve(process.env.JINLIN_FOLDER ?? `${root}/.jinlin`);
const logs = `${folder}/logs`;

/** Leaves in `up` what stands, as soon as it does. `die` is told when a part of it ends unasked. */
export async function bringUp(up, { fresh, port }, die) {
  mkdirSync(logs, { recursive: true, mode: 0o711 });
  up.lock = await takeLock(folder);
  up.apps = placed(allApps, { port });
  const subgraphs = up.apps.filter(({ name }) => name !== 'gateway');

  status('Building …');
  const [postgres] = await Promise.all([embedded(), buildApps()]);
  const explorer = buildExplorer().catch(({ message }) =>
    complain(`The explorer could not be built: ${message}`),
  );
  await checkPorts(up.apps, postgres.isFree);
  const secrets = secretsIn(folder, subgraphs);

  status('Starting the database …');
  up.database = await openDatabase({ postgres, folder, logs, fresh, secrets, subgraphs, onDeath: die });
  say(`The database is up (${elapsed()}).`);

  up.environment = environmentOf({ apps: subgraphs, secrets, urls: up.database.urls, folder });
  up.processes = processes({ lock: up.lock, logs });
  // Composing the graph takes the gateway seconds, and nothing but a core: it begins when the first service leaves one.
  const gateway = up.apps.find(({ name }) => name === 'gateway');
  await prepare(up, subgraphs, () => begin(up, gateway, die));
  await explorer;
  await stopEsbuild();

  status('Starting the services …');
  await Promise.all(subgraphs.map((app) => serve(up, app, die)));
  await untilReady(up.serving.get('gateway'), urlOf(gateway));
  await welcome(up.apps, elapsed());
}

/** Migrates and loads whatever this build has not migrated and loaded yet. `onSpare` is told when the first is done. */
export async function prepare({ database, processes, environment }, subgraphs, onSpare = () => {}) {
  const stamps = await database.stamps.read();
  const due = subgraphs.filter((subgraph) => stamps[subgraph.name] !== stampOf(subgraph));
  const show = progressOf('Loading the five localities');

  const loads = due.map((app) => processes.finish(app, 'prepare', environment(app), show));
  // A load that fails is told by the one who waits for all.
  Promise.race(loads.length ? loads : [undefined]).then(onSpare, () => {});
  await Promise.all(loads);
  await database.share();
  for (const subgraph of due) await database.stamps.write(subgraph, stampOf(subgraph));
  say(`The five localities are loaded (${elapsed()}).`);
}

/** What a bundle is known by. */
export const stampOf = ({ app }) =>
  createHash('sha256')
    .update(readFileSync(`${root}/apps/${app}/dist/main.js`))
    .digest('hex');

/** Starts a process and waits until it answers. */
export const serve = (up, app, die) => untilReady(begin(up, app, die), urlOf(app));

const urlOf = ({ port }) => `http://127.0.0.1:${port}`;

/** Starts a process that serves. Under `npm run dev` its unasked end is only told. */
function begin(up, app, die) {
  const process = up.processes.run(app, 'serve', up.environment(app));
  up.serving.set(app.name, process);
  void process.ended.then(({ code, signal, reason, log }) => {
    if (up.serving.get(app.name) !== process) return;
    const lines = [
      `${app.app} ended unexpectedly (${signal ?? `exit code ${code}`}).`,
      ...reason,
      `Its log: ${log}`,
    ];
    (up.isWatched ? complain : die)(lines.join('\n'));
  });
  return process;
}

/** The gateway first, so that no new request comes in; then the subgraphs; the database last. */
export async function takeDown({ serving, processes, database, lock }) {
  const { gateway, ...subgraphs } = Object.fromEntries(serving);
  serving.clear();
  if (gateway) await stop(gateway);
  await Promise.all(Object.values(subgraphs).map((subgraph) => stop(subgraph)));
  processes?.killAll();
  await database?.stop();
  lock?.release();
}
