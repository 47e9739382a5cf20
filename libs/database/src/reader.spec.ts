import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { everything, openReader, SteadyClient, scopedReader, statement } from './index';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, Client: SteadyClient });
afterAll(() => pool.end());

const NUMBERS = statement('select n from generate_series(1, 3) n');
const SLOW = statement('select pg_sleep(0.5)');
const WHERE = statement('select pg_backend_pid() as pid');
const FAULTY = statement('select 1 / $1::int as n');

describe('a reader of open data', () => {
  it('puts many statements onto few connections', async () => {
    const read = openReader(pool);

    const rows = await Promise.all(Array.from({ length: 40 }, () => read.rows<{ pid: number }>(WHERE)));

    // On a busy machine a lane or two are taken for stuck.
    expect(new Set(rows.map(([row]) => row!.pid)).size).toBeLessThan(10);
  });

  it('makes nobody wait behind a long statement', async () => {
    const read = openReader(pool);
    let isSlowDone = false;
    const slow = Promise.all([read.rows(SLOW), read.rows(SLOW)]).then(() => {
      isSlowDone = true;
    });
    await pause(100);

    const rows = await read.rows(NUMBERS);

    expect(rows).toHaveLength(3);
    expect(isSlowDone).toBe(false);
    await slow;
  });

  it('answers the others when one statement fails', async () => {
    const read = openReader(pool);

    const answers = await Promise.allSettled([
      read.rows(NUMBERS),
      read.rows(FAULTY, [0]),
      read.rows(FAULTY, [1]),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('outlives the connection that it was waiting for', async () => {
    const read = openReader(pool);
    const [lane] = await read.rows<{ pid: number }>(WHERE);
    const slow = expect(read.rows(SLOW)).rejects.toThrow();

    await pool.query('select pg_terminate_backend($1)', [lane!.pid]);

    await slow;
    expect(await read.rows(NUMBERS)).toHaveLength(3);
  });
});

test('a connection that breaks between two statements fails whoever holds it, and nobody else', async () => {
  const held = await pool.connect();
  const { rows } = await held.query('select pg_backend_pid() as pid');
  await pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
  await pause(50);

  await expect(held.query('select 1')).rejects.toThrow();
  held.release();
  expect((await pool.query('select 1')).rowCount).toBe(1);
});

describe('a reader within a scope', () => {
  const scope = { ...everything, areaPath: '/h/' };

  it('reads all of a request in one transaction that knows the scope, and lets it go', async () => {
    const read = scopedReader(pool, scope);
    const now = statement(`select now() as now, current_setting('jinlin.area_path') as path`);

    const [first] = await read.rows(now);
    await pause(5);
    const [second] = await read.rows(now);
    await read.end();
    const [later] = await openReader(pool).rows<{ path: string | null }>(
      statement(`select nullif(current_setting('jinlin.area_path', true), '') as path`),
    );

    expect(second).toEqual(first);
    expect(first).toMatchObject({ path: '/h/' });
    expect(later!.path).toBeNull();
  });

  it('hands out no row when its transaction could not begin', async () => {
    const read = scopedReader(pool, { ...scope, areaPath: '\0' });

    await expect(read.rows(NUMBERS)).rejects.toThrow();
    await read.end();
  });

  it('outlives the connection that it was waiting for', async () => {
    const read = scopedReader(pool, scope);
    const [mine] = await read.rows<{ pid: number }>(WHERE);
    const slow = expect(read.rows(SLOW)).rejects.toThrow();

    await pool.query('select pg_terminate_backend($1)', [mine!.pid]);

    await slow;
    await read.end();
    expect(await read.rows(NUMBERS)).toHaveLength(3);
    await read.end();
  });

  it('answers the others when one statement fails', async () => {
    const read = scopedReader(pool, scope);

    const together = await Promise.allSettled([
      read.rows(NUMBERS),
      read.rows(FAULTY, [0]),
      read.rows(FAULTY, [1]),
      read.rows(NUMBERS),
    ]);
    const later = await read.rows<{ path: string }>(
      statement(`select current_setting('jinlin.area_path') as path`),
    );
    await read.end();

    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(later).toEqual([{ path: '/h/' }]);
  });

  it('begins anew after it was let go', async () => {
    const read = scopedReader(pool, scope);
    await read.rows(NUMBERS);
    await read.end();

    expect(await read.rows(NUMBERS)).toHaveLength(3);
    await read.end();
  });

  it('is cancelled when nobody waits any more, and reads no further', async () => {
    const waiting = new AbortController();
    const read = scopedReader(pool, scope, waiting.signal);
    const [mine] = await read.rows<{ pid: number }>(WHERE);
    const slow = expect(read.rows(LONG)).rejects.toThrow('too late');
    await pause(50);

    waiting.abort(new Error('too late'));

    await slow;
    await expect(read.rows(NUMBERS)).rejects.toThrow('too late');
    await read.end();
    expect(await statementsOf(mine!.pid)).toEqual([]);
  });

  it('is not begun when nobody waits by then', async () => {
    const read = scopedReader(pool, scope, AbortSignal.abort(new Error('too late')));

    await expect(read.rows(NUMBERS)).rejects.toThrow('too late');
    await read.end();
  });
});

const LONG = statement('select pg_sleep(60)');

/** What a process of the server is running at the moment. */
const statementsOf = async (pid: number) =>
  (await pool.query(`select query from pg_stat_activity where pid = $1 and state = 'active'`, [pid])).rows;
