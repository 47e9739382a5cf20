// What processes use, as Linux counts it.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc/<pid>/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** The processes of a PostgreSQL server: the one that listens, and one for each connection and chore. */
export const familyOf = (pid) => [
  pid,
  ...readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => statOf(other)?.parent === pid),
];

/** Seconds of CPU that a server has used, its ended children included. */
export const cpuOfFamily = (pid) =>
  familyOf(pid).reduce((sum, each) => sum + cpuOf(each), 0) + (statOf(pid)?.endedChildren ?? 0);

/** Seconds of CPU that a process has used. */
export const cpuOf = (pid) => statOf(pid)?.used ?? 0;

/** Bytes of memory in proportion: what several processes share counts once. */
export function memoryOf(pid) {
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '') ?? [];
  return Number(kilobytes ?? 0) * 1024;
}

function statOf(pid) {
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')
    .map(Number);
  if (!fields) return undefined;
  const [, parent, , , , , , , , , , user, system, endedUser, endedSystem] = fields;
  return { parent, used: (user + system) / TICKS, endedChildren: (endedUser + endedSystem) / TICKS };
}

/** Processes come and go while one looks. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
