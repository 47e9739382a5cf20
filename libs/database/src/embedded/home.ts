import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canEnter } from './account';
import { canRun, copyBinaries } from './binaries';
import { writeNew } from './files';

/** Where a server's files lie: its data, and the programs that its account can run. */
export interface Home {
  path: string;
  native: string;
  /** True when the files had to leave the checkout. */
  apart: boolean;
}

/**
 * Keeps the server's files in `folder`, unless its account cannot get there: a clone made by root under a closed
 * folder (`mktemp -d` makes such) is out of reach for anybody else, so the files then lie in a folder of their own.
 */
export function homeOf(folder: string, native: string, account: Account): Home {
  if (canEnter(folder, account) && canRun(native, account)) return { path: folder, native, apart: false };

  sweep();
  const path = ownFolder(realpathSync(folder), account);
  writeNew(join(path, OWNER), realpathSync(folder));
  const copy = join(path, 'native');
  copyBinaries(native, copy, account);
  return { path, native: copy, apart: true };
}

const BASE = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
const OWNER = 'checkout';

/** Removes the folders of checkouts that are gone. */
function sweep() {
  for (const name of readdirSync(BASE).filter((each) => each.startsWith('jinlin-'))) {
    const owner = join(BASE, name, OWNER);
    if (existsSync(owner) && !existsSync(readFileSync(owner, 'utf8')))
      rmSync(join(BASE, name), { recursive: true, force: true });
  }
}

/** A folder that belongs to the account alone, the same one each time for the same checkout. */
function ownFolder(folder: string, { uid, gid }: Account): string {
  const path = join(BASE, `jinlin-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
  if (!existsSync(path)) {
    mkdirSync(path, { mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }
  const { uid: owner } = lstatSync(path);
  if (!lstatSync(path).isDirectory() || owner !== (uid ?? owner))
    throw new Error(`${path} belongs to somebody else. Remove it, then start again.`);

  chmodSync(path, 0o700);
  return path;
}
