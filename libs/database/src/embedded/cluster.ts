import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account';
import { MAJOR } from './binaries';
import { writeNew } from './files';
import type { Home } from './home';

/** What is remembered about a cluster between two starts. Written only once initdb has ended well. */
export interface Note {
  /** Where the files lie, for people to find them. */
  home: string;
  port: number;
  password: string;
}

export const dataOf = (home: Home) => join(home.path, 'data');
const noteOf = (folder: string) => join(folder, 'server.json');

export const readNote = (folder: string): Note | undefined =>
  existsSync(noteOf(folder)) ? JSON.parse(readFileSync(noteOf(folder), 'utf8')) : undefined;

/** In one step, so that a note is either there in full or not at all. */
export function writeNote(folder: string, note: Note) {
  const draft = `${noteOf(folder)}.draft`;
  writeNew(draft, `${JSON.stringify(note, null, 2)}\n`);
  renameSync(draft, noteOf(folder));
}

/** Removes a cluster with all that it holds. */
export function forget(folder: string, home: Home) {
  rmSync(noteOf(folder), { force: true });
  rmSync(dataOf(home), { recursive: true, force: true });
}

/** Says why this data folder cannot be served, if it cannot. */
export function flawOf(home: Home): string | undefined {
  const version = join(dataOf(home), 'PG_VERSION');
  if (!existsSync(version)) return `The database folder ${dataOf(home)} is broken: it has no PG_VERSION.`;

  const major = readFileSync(version, 'utf8').trim();
  if (major === MAJOR) return undefined;
  return `The database folder ${dataOf(home)} was made by PostgreSQL ${major}; this one is ${MAJOR}.`;
}

/** Makes an empty cluster. `started` is handed the process at once, so that it can be stopped. */
export async function initialise(home: Home, account: Account, started: (initdb: ChildProcess) => void) {
  const password = randomBytes(24).toString('base64url');
  const data = dataOf(home);
  const passwordFile = join(home.path, 'password.tmp');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  writeNew(passwordFile, password);
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(data, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }

  const initdb = spawn(
    join(home.native, 'bin', 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...TEXT,
      '--no-instructions',
    ],
    {
      ...account,
      cwd: home.path,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, TZ: 'UTC' },
    },
  );
  started(initdb);
  let output = '';
  for (const stream of [initdb.stdout, initdb.stderr]) stream?.on('data', (chunk) => (output += chunk));

  try {
    const [code] = await once(initdb, 'close');
    if (code !== 0) throw new Error(`PostgreSQL's initdb failed.\n${output.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return password;
}

/** Text sorts by code point, so keyset pages are the same everywhere; but Chinese letters count as letters (pg_trgm). */
const TEXT = [
  '-E',
  'UTF8',
  '--locale=C',
  `--lc-ctype=${process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'}`,
];
