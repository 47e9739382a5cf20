// Brings the graph up in order, keeps it up, and takes it down in the opposite order.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stop as stopEsbuild } from 'esbuild';
import { apps as allApps, subgraphs as allSubgraphs, root } from '../apps.mjs';
import { buildApps } from '../build.mjs';
import { embedded } from '../bundle.mjs';
import { Complaint } from './complaint.mjs';
import { openDatabase } from './database.mjs';
import { environmentOf } from './environment.mjs';
import { takeLock } from './lock.mjs';
import { checkPorts, placed } from './ports.mjs';
import { isRunning, npmAbove } from './process-table.mjs';
import { processes, stop, untilReady } from './processes.mjs';
import { complain, elapsed, progressOf, say, status } from './screen.mjs';
import { secretsIn } from './secrets.mjs';
import { welcome } from './welcome.mjs';

/** Data, secrets and logs of this checkout; JINLIN_FOLDER puts them elsewhere. */
const folder = resolve(process.env.JINLIN_FOLDER ?? `${root}/.jinlin`);
const logs = `${folder}/logs`;

export async function launch(args) {
  /** What stands so far, so that it can be taken down from any point. */
  const up = { serving: [] };
  let ending;
  const leave = (code) => {
    ending ??= takeDown(up).then(() => process.exit(code));
    return ending;
  };
  let askedAt = 0;
  const asked = () => {
    // npm passes Ctrl-C on, so that one press arrives twice.
    if (askedAt && Date.now() - askedAt < 1_000) return;
    if (askedAt) return force(up);
    askedAt = Date.now();
    say('\nStopping: letting requests finish, then the database …');
    void leave(0);
  };
  process.on('SIGINT', asked);
  process.on('SIGTERM', asked);
  process.on('SIGHUP', asked);
  endWithNpm(() => void leave(1));

  try {
    await bringUp(up, optionsIn(args), (message) => {
      if (ending) return;
      complain(message);
      void leave(1);
    });
  } catch (error) {
    if (ending) return;
    complain(error instanceof Complaint ? `\n${error.message}` : error);
    await leave(1);
  }
}

async function bringUp(up, { fresh, port }, die) {
  mkdirSync(logs, { recursive: true, mode: 0o711 });
  up.lock = await takeLock(folder);
  const apps = placed(allApps, { port });
  const subgraphs = apps.filter(({ name }) => allSubgraphs.some((subgraph) => subgraph.name === name));

  status('Building …');
  const [postgres] = await Promise.all([embedded(), buildApps()]);
  await stopEsbuild();
  await checkPorts(apps, postgres.isFree);
  const secrets = secretsIn(folder, subgraphs);

  status('Starting the database …');
  up.database = await openDatabase({ postgres, folder, logs, fresh, secrets, subgraphs, onDeath: die });
  say(`The database is up (${elapsed()}).`);

  const environment = environmentOf({ apps: subgraphs, secrets, urls: up.database.urls });
  up.processes = processes({ lock: up.lock, logs });
  await prepare(up, subgraphs, environment);

  status('Starting the services …');
  for (const app of apps) {
    const process = up.processes.run(app, 'serve', environment(app));
    up.serving.push(process);
    void process.ended.then(({ code, signal, log }) =>
      die(`${app.app} ended unexpectedly (${signal ?? `exit code ${code}`}). Its log: ${log}`),
    );
  }
  await Promise.all(
    up.serving.map((each, index) => untilReady(each, `http://127.0.0.1:${apps[index].port}`)),
  );
  await welcome(apps, elapsed());
}

/** Migrates and loads whatever this build has not migrated and loaded yet. */
async function prepare({ database, processes }, subgraphs, environment) {
  const stamps = await database.stamps.read();
  const due = subgraphs.filter((subgraph) => stamps[subgraph.name] !== stampOf(subgraph));
  const each = (command, stage) => {
    const show = progressOf(stage);
    return Promise.all(due.map((app) => processes.finish(app, command, environment(app), show)));
  };

  await each('migrate', 'Preparing tables');
  await database.share();
  if (due.length) say(`Tables are up to date (${elapsed()}).`);
  await each('load', 'Loading the five localities');
  for (const subgraph of due) await database.stamps.write(subgraph, stampOf(subgraph));
  say(`The five localities are loaded (${elapsed()}).`);
}

const stampOf = ({ app }) =>
  createHash('sha256')
    .update(readFileSync(`${root}/apps/${app}/dist/main.js`))
    .digest('hex');

/** The gateway first, so that no new request comes in; then the subgraphs; the database last. */
async function takeDown({ serving, processes, database, lock }) {
  const [gateways, subgraphs] = [true, false].map((is) =>
    serving.filter(({ name }) => (name === 'gateway') === is),
  );
  await Promise.all(gateways.map((gateway) => stop(gateway)));
  await Promise.all(subgraphs.map((subgraph) => stop(subgraph)));
  processes?.killAll();
  await database?.stop();
  lock?.release();
}

/** A second Ctrl-C: nothing is waited for. The database's keeper ends it by itself. */
function force({ processes }) {
  processes?.killAll();
  process.exit(130);
}

/** `kill -9` of npm does not reach us, but whoever did it meant us. */
function endWithNpm(leave) {
  const npm = npmAbove();
  if (npm) setInterval(() => isRunning(npm) || leave(), 500).unref();
}

function optionsIn(args) {
  try {
    return parseArgs({ args, options: { fresh: { type: 'boolean' }, port: { type: 'string' } } }).values;
  } catch ({ message }) {
    throw new Complaint(message, 'Known are: npm start -- [--fresh] [--port <number>]');
  }
}
