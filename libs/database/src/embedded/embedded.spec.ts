import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Embedded, freePort, startEmbedded } from './index';

const folders: string[] = [];
let server: Embedded | undefined;

afterEach(() => server?.stop());
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('keeps what was written, from one start to the next', async () => {
    const folder = aFolder();
    server = await startEmbedded({ folder });
    await ask(server, 'create table kept as select 1 as one');
    await server.stop();

    server = await startEmbedded({ folder });

    expect(await ask(server, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('loses nothing when the server is killed', async () => {
    const folder = aFolder();
    let said = '';
    server = await startEmbedded({ folder, onDeath: (message) => (said = message) });
    await ask(server, 'create table kept as select 1 as one');
    process.kill(server.pid, 'SIGKILL');
    await until(() => said !== '');

    expect(said).toMatch(/PostgreSQL ended unexpectedly/);
    server = await startEmbedded({ folder });
    expect(await ask(server, 'select one from kept')).toEqual([{ one: 1 }]);
  });

  it('takes over from a server whose keeper was killed', async () => {
    const folder = aFolder();
    const left = await startEmbedded({ folder });
    process.kill(left.keeperPid, 'SIGKILL');
    await left.stop();

    server = await startEmbedded({ folder });

    expect(server.pid).not.toBe(left.pid);
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is made again when making it was interrupted', async () => {
    const folder = aFolder();
    const data = await madeIn(folder);
    rmSync(join(folder, 'server.json'));
    rmSync(join(data, 'global'), { recursive: true });

    server = await startEmbedded({ folder });

    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('says what is broken in its folder, and how to begin anew', async () => {
    const folder = aFolder();
    rmSync(join(await madeIn(folder), 'global', 'pg_control'));

    await expect(startEmbedded({ folder })).rejects.toThrow(/pg_control[\s\S]*npm start -- --fresh/);

    server = await startEmbedded({ folder, fresh: true });
    expect(await ask(server, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('does not touch the data of another version', async () => {
    const folder = aFolder();
    writeFileSync(join(await madeIn(folder), 'PG_VERSION'), '14\n');

    await expect(startEmbedded({ folder })).rejects.toThrow(/was made by PostgreSQL 14; this one is 15/);
  });

  it('goes to another port when its own is taken', async () => {
    const port = await freePort();
    server = await startEmbedded({ folder: aFolder(), port });

    const other = await startEmbedded({ folder: aFolder(), port });
    expect(await ask(other, 'select 1 as one')).toEqual([{ one: 1 }]);
    await other.stop();
  });

  it('leaves nothing behind when it is a throw-away', async () => {
    const { home, stop } = await startEmbedded();
    await stop();

    expect(existsSync(home)).toBe(false);
  });

  it('keeps its password from everybody else', async () => {
    const folder = aFolder();
    server = await startEmbedded({ folder });

    expect(new URL(server.url).password).toBe(
      JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8')).password,
    );
    await expect(ask({ url: server.url.replace(/:[^:@]+@/, ':guessed@') }, 'select 1')).rejects.toThrow(
      /password/,
    );
  });
});

/** Makes a database and stops it; answers with where its data lies, which is elsewhere when the checkout is closed to its account. */
async function madeIn(folder: string) {
  const { home, stop } = await startEmbedded({ folder });
  await stop();
  return join(home, 'data');
}

function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'jinlin-spec-'));
  folders.push(folder);
  return folder;
}

async function ask({ url }: Pick<Embedded, 'url'>, sql: string) {
  const client = new Client(url);
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}

async function until(holds: () => boolean) {
  while (!holds()) await pause(20);
}
