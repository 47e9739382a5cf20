// Starts the servers that Jinlin is measured against: each a process of its own, on the same Node, for production.
import { fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { folder } from './jinlin.mjs';

/** Starts a script that sends `{ url }` once it listens, or that comes to listen on a port given. */
export async function startPeer({ name, script, args = [], port, env }) {
  const log = `${folder}/logs/${name}.log`;
  const output = openSync(log, 'w', 0o600);
  const child = fork(script, port ? [...args, '--port', port] : args, {
    env: { ...process.env, NODE_ENV: 'production', METADATA_SERVER_DETECTION: 'none', ...env },
    stdio: ['ignore', output, output, 'ipc'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const url = await Promise.race([
    port ? listeningOn(`http://127.0.0.1:${port}/graphql`) : message(child),
    ended.then((code) => {
      throw new Error(`${name} ended before it listened (exit code ${code}). Its log: ${log}`);
    }),
  ]);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { url, pid: child.pid, stop };
}

const message = (child) => new Promise((done) => child.once('message', ({ url }) => done(url)));

async function listeningOn(url) {
  while (!(await fetch(url).catch(() => undefined))) await pause(100);
  return url;
}
