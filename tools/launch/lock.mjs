// One start at a time in a checkout. The lock also lists the processes started, so that the next start can end
// whatever an earlier one could not.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Complaint } from './complaint.mjs';
import { end, isRunning, startOf } from './process-table.mjs';

export async function takeLock(folder) {
  const path = `${folder}/running.json`;
  const self = { pid: process.pid, start: startOf(process.pid) };
  const children = [];

  const draft = `${path}.${process.pid}`;
  const write = (publish) => {
    writeFileSync(draft, JSON.stringify({ ...self, children }), { mode: 0o600 });
    publish(draft, path);
  };

  const earlier = readLock(path);
  if (earlier && isRunning(earlier))
    throw new Complaint(
      `Jinlin already runs from this checkout, as process ${earlier.pid}.`,
      `Stop that with Ctrl-C in its terminal, or with: kill ${earlier.pid}`,
    );
  await Promise.all((earlier?.children ?? []).map((child) => end(child)));
  rmSync(path, { force: true });
  // Linking fails where the name is taken: of two starts at the same moment only one goes on.
  write(linkSync);
  rmSync(draft);

  return {
    /** Remembers a process until it is known to have ended. */
    add: ({ pid }) => {
      children.push({ pid, start: startOf(pid) });
      write(renameSync);
    },
    release: () => rmSync(path, { force: true }),
  };
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
