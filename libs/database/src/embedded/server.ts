import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account';
import { dataOf } from './cluster';
import type { Home } from './home';

export interface StartOrder {
  port: number;
  settings: string[];
  log: string;
  /** Handed the process at once, so that whoever is told to stop meanwhile can stop it. */
  started: (server: ChildProcess) => void;
}

/** Starts the server and waits until it takes connections; resolves to why not, in its own words, when it ends first. */
export async function startServer(
  home: Home,
  account: Account,
  { port, settings, log, started }: StartOrder,
) {
  const offset = existsSync(log) ? statSync(log).size : 0;
  const fd = openSync(log, 'a', 0o600);
  const server = spawn(
    join(home.native, 'bin', 'postgres'),
    ['-D', dataOf(home), '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: home.path, stdio: ['ignore', fd, fd], env: { PATH: process.env.PATH, TZ: 'UTC' } },
  );
  closeSync(fd);
  server.on('error', () => {});
  started(server);

  while (!hasEnded(server)) {
    const [pid, status] = [pidFile(home)?.[0], pidFile(home)?.[7]?.trim()];
    if (Number(pid) === server.pid && status === 'ready') return { server };
    await pause(20);
  }
  return { complaint: complaintIn(readFileSync(log).subarray(offset).toString()) };
}

/** Ends the server: connections are cut, transactions rolled back, everything is written. */
export async function stopServer(server: ChildProcess) {
  server.kill('SIGINT');
  for (let waited = 0; !hasEnded(server); waited += 20) {
    if (waited === 10_000) server.kill('SIGQUIT');
    await pause(20);
  }
}

/** Ends a server that an earlier start left behind, so that its data folder is free. */
export async function stopLeftover(home: Home) {
  const pid = Number(pidFile(home)?.[0]);
  const isServing = () => commandOf(pid).includes(dataOf(home));
  if (!pid) return;
  // When the number has gone to another process since, the file is a remnant that PostgreSQL would trip over.
  if (!isServing()) return rmSync(pidPath(home), { force: true });

  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < 10_000 && isServing(); waited += 20) await pause(20);
    if (!isServing()) return;
  }
}

const hasEnded = (child: ChildProcess) =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const pidPath = (home: Home) => join(dataOf(home), 'postmaster.pid');

/** postmaster.pid, line by line: the first is the process, the eighth says how far the server is. */
function pidFile(home: Home): string[] | undefined {
  try {
    return readFileSync(pidPath(home), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

/** The command line of a process; empty when there is none. */
function commandOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The last thing the server complained of before it ended. */
const complaintIn = (log: string) =>
  log
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line))
    .at(-1)
    ?.replace(/^.*?(?=FATAL|PANIC|ERROR|error)/, '') ??
  (log.trim().split('\n').at(-1) || 'it gave no reason');
