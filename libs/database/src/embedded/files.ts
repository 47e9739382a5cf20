import { rmSync, writeFileSync } from 'node:fs';

/** Writes a file anew, for its owner only. Never through a link that somebody else may have laid there. */
export function writeNew(path: string, text: string) {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
}
