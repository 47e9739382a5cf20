// The processes of the graph: how they are started, watched and ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { root } from '../apps.mjs';
import { Complaint } from './complaint.mjs';
import { logFile } from './log.mjs';
import { complain } from './screen.mjs';

const SOURCE_MAPS = fileURLToPath(new URL('source-maps.cjs', import.meta.url));
const TETHER = fileURLToPath(new URL('tether.cjs', import.meta.url));
const WARNING = 40;

/**
 * What a process that serves may hold, as in the Dockerfile: what lives shortly gets 3 × 32 MiB, what lives longer at
 * most 512. Left alone, Node takes four times what it needs of a large machine, and is no faster.
 */
const MEMORY = ['--max-semi-space-size=32', '--max-old-space-size=512'];

/** It has the most to load: where the others give way to it, all are loaded sooner. */
const LARGEST = 'organisation';
const GIVING_WAY = 10;

/** Starts processes under one lock. Each is a group of its own, so that Ctrl-C reaches the starter alone. */
export function processes({ lock, logs }) {
  const running = new Set();

  function run({ app, name }, command, env, onProgress = () => {}) {
    const child = spawn(
      process.execPath,
      [
        ...(command === 'serve' ? ['--require', SOURCE_MAPS, ...MEMORY] : []),
        '--require',
        TETHER,
        `${root}/apps/${app}/dist/main.js`,
        command,
      ],
      {
        cwd: root,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { ...process.env, ...env },
      },
    );
    if (command === 'prepare' && name !== LARGEST) setPriority(child.pid, GIVING_WAY);
    const log = logFile(`${logs}/${app}.log`);
    const last = [];
    const hear = (line) => {
      const entry = parse(line);
      if (entry?.progress) return onProgress(name, entry);
      log.write(line);
      last.push(entry ? describe(entry) : line);
      if (last.length > 60) last.shift();
      if (entry?.level >= WARNING) complain(`${app}: ${describe(entry)}`);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', hear);

    running.add(child);
    lock.add(child);
    const ended = once(child, 'close').then(([code, signal]) => {
      running.delete(child);
      return { code, signal, reason: reasonIn(last), log: log.path };
    });
    return { app, name, child, ended, log: log.path };
  }

  /** Runs a command to its end; a failure is told with the last that the process said. */
  async function finish(app, command, env, onProgress) {
    const { code, signal, reason, log } = await run(app, command, env, onProgress).ended;
    if (code === 0) return;
    throw new Complaint(
      `${app.app} could not ${command} (${signal ?? `exit code ${code}`}). It said:`,
      ...reason.map((line) => `  ${line}`),
      `Its log: ${log}. What was done so far is kept; the next start goes on from there.`,
    );
  }

  return { run, finish, killAll: () => [...running].map((child) => child.kill('SIGKILL')) };
}

/** Waits until a process says that it is ready to serve; or says why it never will be. */
export async function untilReady({ app, ended, log }, url, patience = 60_000) {
  let outcome;
  void ended.then((how) => (outcome = how));
  for (let waited = 0; waited < patience; waited += 50) {
    if (outcome) {
      const { code, signal, reason } = outcome;
      throw new Complaint(
        `${app} ended before it was ready (${signal ?? `exit code ${code}`}). It said:`,
        ...reason.map((line) => `  ${line}`),
        `Its log: ${log}`,
      );
    }
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Complaint(`${app} was not ready after ${patience / 1000} s. See ${url}/readyz and ${log}`);
}

/** Asks a process to finish what it does and end; after `patience` milliseconds it is ended. */
export async function stop({ child, ended }, patience = 4_000) {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}

/** The lines that tell most: from the last error named, without the details that follow it. */
function reasonIn(lines) {
  const start = lines.findLastIndex((line) => /\b\w*error\b.*:/i.test(line));
  return start < 0 ? lines.slice(-8) : lines.slice(start, start + 8);
}

const describe = ({ msg, err }) => [msg, err?.message].filter(Boolean).join(': ');

function parse(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
