// The process that owns PostgreSQL. It is started apart from the terminal, so Ctrl-C does not end the database before
// the services have drained; and when its starter goes, however suddenly, it ends the database and itself.
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, serverAccount } from './account';
import { nativeFolder } from './binaries';
import { dataOf, flawOf, forget, initialise, type Note, readNote, writeNote } from './cluster';
import { type Home, homeOf } from './home';
import type { KeeperOrder, KeeperReport } from './index';
import { freePort } from './port';
import { startServer, stopLeftover, stopServer } from './server';

const order: KeeperOrder = JSON.parse(process.argv[2] ?? '{}');
const { folder } = order;
let running: ChildProcess | undefined;
let home: Home | undefined;
let ending = false;

/** Whatever runs for us now is what `end` has to stop. */
const own = (child: ChildProcess) => {
  running = child;
};

const report = (message: KeeperReport) =>
  new Promise<void>((sent) => (process.connected ? process.send?.(message, () => sent()) : sent()));

async function keep() {
  const account = serverAccount();
  home = homeOf(folder, nativeFolder(), account);
  if (home.apart)
    void report({ note: `The database lies in ${home.path}: its account cannot enter ${folder}.` });
  await stopLeftover(home);

  const note = await cluster(home, account);
  const { server, port } = await serve(home, account, note.port);
  writeNote(folder, { ...note, port });
  server.once('exit', (code, signal) => {
    if (!ending)
      void fail(`PostgreSQL ended unexpectedly (${signal ?? `exit code ${code}`}). Its log: ${order.log}`);
  });
  void report({ ready: { port, password: note.password, home: home.path, pid: server.pid ?? 0 } });
}

/** The cluster of this folder; a new one where there is none yet, or where making it was interrupted. */
async function cluster(home: Home, account: Account): Promise<Note> {
  const note = order.fresh ? undefined : readNote(folder);
  if (note) {
    const flaw = flawOf(home);
    if (flaw) throw new Error(`${flaw} ${HELP}`);
    return note;
  }
  forget(folder, home);
  void report({ note: 'Making the database.' });
  const password = await initialise(home, account, own);
  const made = { home: home.path, port: order.port, password };
  writeNote(folder, made);
  return made;
}

async function serve(home: Home, account: Account, wanted: number) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(wanted);
    const { settings, log } = order;
    const { server, complaint } = await startServer(home, account, { port, settings, log, started: own });
    if (server) return { server, port };

    // Somebody took the port just now, or the last backends of a killed server are still on their way out.
    const passing = /could not bind|TCP\/IP socket|shared memory block/.test(complaint ?? '');
    if (!passing || attempt === 20)
      throw new Error(
        `The database in ${dataOf(home)} does not start: ${complaint}\nIts log: ${order.log}. ${HELP}`,
      );
    await pause(250);
  }
}

const HELP = 'Put a copy of it back, or begin anew with `npm start -- --fresh`.';

async function end(code: number) {
  if (ending) return;
  ending = true;
  if (running) await stopServer(running);
  if (order.throwaway) {
    if (home?.apart) rmSync(home.path, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(code);
}

async function fail(message: string) {
  await report({ failed: message });
  await end(1);
}

process.on('disconnect', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => {});

keep().catch((error: Error) => fail(error.message));
