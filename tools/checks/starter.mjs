// npm start as a check sees it: a process in a folder and on ports of its own, and what it has said so far.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../apps.mjs';

/** A folder for data and logs, which the database's account can enter. */
export function aFolder() {
  const folder = mkdtempSync(`${tmpdir()}/jinlin-check-`);
  chmodSync(folder, 0o711);
  return folder;
}

/** Where the database's files are; in a closed checkout that is not the folder. */
export const homeIn = (folder) => JSON.parse(readFileSync(`${folder}/postgres/server.json`, 'utf8')).home;

export function remove(folder) {
  if (existsSync(`${folder}/postgres/server.json`)) rmSync(homeIn(folder), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

export function start({ folder, port, args = [], env = {}, node = process.execPath }) {
  const child = spawn(node, [`${root}/tools/start.mjs`, '--port', String(port), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...env, JINLIN_FOLDER: folder },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = once(child, 'close').then(([code]) => code);

  /** Waits until it has said this; fails with all it said when it ends first. */
  const hears = async (words) => {
    for (let hasEnded = false; !said.includes(words); await pause(20)) {
      if (hasEnded) throw new Error(`It ended without saying "${words}". It said:\n${said}`);
      hasEnded = child.exitCode !== null || child.signalCode !== null;
    }
  };
  return { child, ended, hears, isUp: () => hears('Ctrl-C stops everything'), said: () => said };
}

/** Ends it in order, and says with which code it ended and after how many milliseconds. */
export async function end({ child, ended }) {
  const began = Date.now();
  child.kill('SIGTERM');
  return { code: await ended, took: Date.now() - began };
}

/** The processes of a check's graph: those that name its folder, or listen because of its port. */
export function processesOf(folder) {
  const isOurs = (pid) => {
    try {
      const [command, environment] = ['cmdline', 'environ'].map((file) =>
        readFileSync(`/proc/${pid}/${file}`, 'utf8'),
      );
      return command.includes(folder) || environment.includes(`JINLIN_FOLDER=${folder}`);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOurs(pid));
}
