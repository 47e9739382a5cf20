// What the system knows about processes. A process is its number and the moment it started: numbers are used again.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

/** When a process started, in whatever unit the system has; undefined when there is none, or only its remains. */
export function startOf(pid) {
  if (!onLinux) return ps(pid, 'lstart=');
  const [state, ...fields] = statOf(pid);
  return state === 'Z' || state === undefined ? undefined : fields[18];
}

export const commandOf = (pid) =>
  onLinux ? read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() : ps(pid, 'command=');

export const isRunning = ({ pid, start }) => start !== undefined && startOf(pid) === start;

/** Ends a process: politely, and after `patience` milliseconds not. */
export async function end(known, patience = 5_000) {
  if (!isRunning(known)) return;
  process.kill(known.pid, 'SIGTERM');
  for (let waited = 0; waited < patience && isRunning(known); waited += 50) await pause(50);
  if (isRunning(known)) process.kill(known.pid, 'SIGKILL');
}

/** The npm that started us, if one did: when it is killed, nothing of ours may stay behind. */
export function npmAbove(pid = process.ppid, steps = 3) {
  if (!process.env.npm_lifecycle_event || !onLinux || steps === 0 || pid <= 1) return undefined;
  if (/\bnpm\b/.test(commandOf(pid))) return { pid, start: startOf(pid) };
  return npmAbove(Number(statOf(pid)[1]), steps - 1);
}

/** Who listens on a port, as "node server.js (process 123)"; undefined when it cannot be found out. */
export function listenerOn(port) {
  const pid = onLinux ? pidOfSocket(inodesOn(port)) : lsof(port);
  return pid ? `${commandOf(pid).slice(0, 60)} (process ${pid})` : undefined;
}

const LISTEN = '0A';

function inodesOn(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return ['tcp', 'tcp6']
    .flatMap((table) => read(`/proc/net/${table}`).split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hex}`) && state === LISTEN)
    .map((fields) => `socket:[${fields[9]}]`);
}

const pidOfSocket = (sockets) =>
  list('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((pid) => list(`/proc/${pid}/fd`).some((fd) => sockets.includes(link(`/proc/${pid}/fd/${fd}`))));

/** The fields of /proc/<pid>/stat after the name: state, parent, … */
const statOf = (pid) =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
    .map((field) => field || undefined);

const lsof = (port) =>
  spawnSync('lsof', ['-ti', `tcp:${port}`, '-s', 'tcp:LISTEN'], { encoding: 'utf8' }).stdout?.trim();
const ps = (pid, what) =>
  spawnSync('ps', ['-p', String(pid), '-o', what], { encoding: 'utf8' }).stdout?.trim() || undefined;
const read = (path) => attempt(() => readFileSync(path, 'utf8')) ?? '';
const list = (path) => attempt(() => readdirSync(path)) ?? [];
const link = (path) => attempt(() => readlinkSync(path));

/** Processes come and go while one looks, and some may not be looked at. */
function attempt(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}
