// A log file that keeps its last tens of megabytes, the present run and the one before.
import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

const LIMIT = 20_000_000;

export function logFile(path) {
  let size = existsSync(path) ? statSync(path).size : 0;
  let fd = openSync(path, 'a', 0o600);
  if (size > LIMIT / 10) turn();

  function turn() {
    closeSync(fd);
    renameSync(path, `${path}.1`);
    fd = openSync(path, 'a', 0o600);
    size = 0;
  }

  return {
    path,
    write(line) {
      if (size > LIMIT) turn();
      size += writeSync(fd, `${line}\n`);
    },
  };
}
