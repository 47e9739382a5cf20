import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export { freePort, isFree } from './port';
export { provision, type ServiceDatabase, shareOutboxes } from './provision';

/** What the keeper is told to keep. */
export interface KeeperOrder {
  folder: string;
  log: string;
  port: number;
  settings: string[];
  fresh: boolean;
  throwaway: boolean;
}

/** What the keeper tells its starter. */
export interface KeeperReport {
  note?: string;
  ready?: { port: number; password: string; home: string; pid: number };
  failed?: string;
}

export interface EmbeddedOptions {
  /** Where data and notes are kept. Left out: a throw-away server for tests, fast, unsafe, and gone when stopped. */
  folder?: string;
  log?: string;
  port?: number;
  fresh?: boolean;
  onNote?: (note: string) => void;
  /** Told when the server ends although nobody asked it to. */
  onDeath?: (message: string) => void;
}

/** A running server. `url` is the superuser's, for the database `jinlin`. */
export interface Embedded {
  url: string;
  home: string;
  pid: number;
  keeperPid: number;
  stop: () => Promise<void>;
}

/** Starts PostgreSQL from the npm package; it ends when `stop` is called or when this process does. */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<Embedded> {
  const throwaway = options.folder === undefined;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'jinlin-test-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  const order: KeeperOrder = {
    folder,
    log: options.log ?? join(folder, 'server.log'),
    port: options.port ?? (throwaway ? 0 : 54329),
    settings: [...SMALL_MACHINE, ...(throwaway ? UNSAFE : [])],
    fresh: options.fresh ?? false,
    throwaway,
  };
  const keeper = spawn(process.execPath, [...keeperEntry(), JSON.stringify(order)], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((done) => keeper.once('exit', () => done()));

  let stopping = false;
  let isUp = false;
  const ready = await new Promise<NonNullable<KeeperReport['ready']>>((up, fail) => {
    const die = (message: string) => {
      if (isUp && !stopping) options.onDeath?.(message);
      stopping = true;
      fail(new Error(message));
    };
    keeper.on('message', ({ note, ready, failed }: KeeperReport) => {
      if (note) options.onNote?.(note);
      if (ready) up(ready);
      if (failed) die(failed);
    });
    keeper.once('error', ({ message }) => die(message));
    // Comes after the last message, which `exit` may not.
    keeper.once('disconnect', () => die('The process that keeps PostgreSQL has ended.'));
  });
  isUp = true;
  keeper.once('exit', (_, signal) => {
    if (signal) endOrphan(ready.pid);
  });

  const stop = async () => {
    stopping = true;
    if (keeper.connected) keeper.disconnect();
    await exited;
  };
  const url = `postgres://postgres:${ready.password}@127.0.0.1:${ready.port}`;
  try {
    await ensureDatabase(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `${url}/jinlin${bySocket(ready)}`,
    home: ready.home,
    pid: ready.pid,
    keeperPid: keeper.pid ?? 0,
    stop,
  };
}

/**
 * The part of a URL that leads through the server's socket in its data folder, which takes a third less of both sides'
 * time than the loopback network. Empty where there are no such sockets, or where the path is longer than one may be.
 */
function bySocket({ home, port }: { home: string; port: number }) {
  const folder = join(home, 'data');
  const isShort = Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) < 104;
  return platform() !== 'win32' && isShort ? `?host=${encodeURIComponent(folder)}` : '';
}

/** A keeper that was killed could not take its server along. */
function endOrphan(pid: number) {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended already.
  }
}

/** Bundled, the keeper lies beside this file; in tests it is still TypeScript. */
function keeperEntry() {
  const bundled = join(__dirname, 'keeper.js');
  return existsSync(bundled) ? [bundled] : ['--import', 'tsx', join(__dirname, 'keeper.ts')];
}

async function ensureDatabase(url: string) {
  const client = new Client(`${url}/postgres`);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'jinlin'");
    if (rowCount === 0) await client.query('create database jinlin');
  } finally {
    await client.end();
  }
}

const SMALL_MACHINE = [
  'listen_addresses=127.0.0.1',
  // Relative to the data folder, which nobody else may enter.
  ...(platform() === 'win32' ? [] : ['unix_socket_directories=.']),
  'max_connections=200',
  'shared_buffers=128MB',
  'effective_cache_size=1GB',
  'maintenance_work_mem=128MB',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  // A back-up that nobody goes on with must not fill the disk.
  'max_slot_wal_keep_size=8GB',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_line_prefix=%m [%p] %u ',
];
const UNSAFE = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_wal_senders=0',
  'wal_level=minimal',
];
