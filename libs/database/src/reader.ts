import { type DatabaseError, escapeLiteral, Pool, type PoolClient } from 'pg';
import type { Statement } from './statement';

/** What reads may reach in this request; PostgreSQL's row-level security holds every statement to it. */
export interface Scope {
  /** `ALL` is for the service's own work (consumers, clocks, loading), never for a request. */
  reach: 'ALL' | 'AREA' | 'NONE';
  areaPath: string | null;
  unitId: string | null;
  personId: string | null;
}

export const nothing: Scope = { reach: 'NONE', areaPath: null, unitId: null, personId: null };
export const everything: Scope = { ...nothing, reach: 'ALL' };

/** Reads rows with prepared statements. */
export interface Reader {
  rows<Row>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Lets go of what the reader holds; safe to call when it holds nothing. */
  end(): Promise<void>;
}

/** The settings that the policies read. */
export const settingsOf = ({ reach, areaPath, unitId, personId }: Scope) => ({
  reach,
  area_path: areaPath,
  unit_id: unitId,
  person_id: personId,
});

/** Makes these settings, all in one statement and gone with the transaction. */
export const scopeSql = (scope: Scope) =>
  `select ${Object.entries(settingsOf(scope))
    .map(([name, value]) => `set_config('jinlin.${name}', ${escapeLiteral(value ?? '')}, true)`)
    .join(', ')}`;

/** The connections that only read. They take a statement before they have answered the last, which acts must not. */
interface Reading {
  pool: Pool;
  open: Lane[];
}

/** A connection that several readers share for as long as one of them waits for it. */
interface Lane {
  client: Promise<PoolClient>;
  waiting: number;
  /** When it last answered (ms), or was opened. */
  answeredAt: number;
  /** Why nobody may use it any more. */
  lost?: Error;
}

/** Lanes for statements that are quick. More make a server of a few cores slower, since it keeps changing over. */
const LANES = 2;

/** Milliseconds without an answer after which nobody else queues behind a statement. */
const STUCK = 20;

const readings = new WeakMap<Pool, Reading>();

function readingBeside(pool: Pool): Reading {
  let reading = readings.get(pool);
  if (!reading) {
    reading = { pool: new Pool({ ...pool.options, pipeline: true, allowExitOnIdle: true }), open: [] };
    // An idle connection that breaks is replaced by the pool; a busy one fails its readers by itself.
    reading.pool.on('error', () => {});
    readings.set(pool, reading);
  }
  return reading;
}

/**
 * Reads open data, without a transaction, over a few connections that all such readers share. Whoever comes while a
 * long statement runs is given another connection. Once the signal says that nobody waits any more, nothing further is
 * read; what runs already shares its connection with others, and is left to its end.
 */
export function openReader(beside: Pool, signal?: AbortSignal): Reader {
  const { pool, open } = readingBeside(beside);

  const laneFor = (): Lane => {
    const now = performance.now();
    const moving = open.filter((lane) => !lane.lost && (lane.waiting === 0 || now - lane.answeredAt < STUCK));
    const quietest = moving.sort((one, other) => one.waiting - other.waiting)[0];
    if (quietest && (quietest.waiting === 0 || moving.length >= LANES)) return quietest;

    const lane: Lane = { client: pool.connect(), waiting: 0, answeredAt: now };
    open.push(lane);
    return lane;
  };

  const leave = (lane: Lane, client?: PoolClient) => {
    lane.waiting -= 1;
    lane.answeredAt = performance.now();
    if (lane.waiting > 0) return;

    open.splice(open.indexOf(lane), 1);
    client?.release(lane.lost);
  };

  return {
    async rows(statement, values = []) {
      signal?.throwIfAborted();
      const lane = laneFor();
      lane.waiting += 1;
      let client: PoolClient | undefined;
      try {
        client = await lane.client;
        return (await client.query({ ...statement, values: [...values] })).rows;
      } catch (fault) {
        if ((fault as DatabaseError).severity === 'FATAL') lane.lost = fault as Error;
        throw fault;
      } finally {
        leave(lane, client);
      }
    },
    end: async () => {},
  };
}

/**
 * Reads within a scope: one read-only transaction for the whole request, begun by its first statement. Its beginning
 * is sent together with that, and no row is handed out unless it went well. Once the signal says that nobody waits any
 * more, what runs is cancelled and nothing further is read.
 */
export function scopedReader(beside: Pool, scope: Scope, signal?: AbortSignal): Reader {
  const { pool } = readingBeside(beside);
  let transaction: Promise<{ client: PoolClient; begun: Promise<unknown> }> | undefined;

  const begin = async () => {
    const client = await pool.connect();
    const begun = client.query(`begin isolation level repeatable read read only; ${scopeSql(scope)}`);
    begun.catch(() => {});
    return { client, begun };
  };

  const leave = () => {
    const opened = transaction?.catch(() => undefined);
    transaction = undefined;
    return opened;
  };

  const giveUp = async () => {
    const opened = await leave();
    if (!opened) return;
    await cancel(beside, opened.client);
    // A cancel may come late: the connection must not read for anybody else by then.
    opened.client.release(true);
  };
  signal?.addEventListener('abort', giveUp, { once: true });

  const end = async () => {
    const opened = await leave();
    if (!opened) return;
    const fault = await Promise.all([opened.client.query('commit'), opened.begun]).then(
      () => undefined,
      (reason: Error) => reason,
    );
    opened.client.release(fault);
  };

  async function rows<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    signal?.throwIfAborted();
    transaction ??= begin();
    const current = transaction;
    try {
      const { client, begun } = await current;
      const [{ rows }] = await Promise.all([client.query({ ...statement, values: [...values] }), begun]);
      return rows;
    } catch (fault) {
      signal?.throwIfAborted();
      // A statement that fails takes its transaction along, but not what others asked of it: that is asked again.
      if (transaction === current) void end();
      if ((fault as DatabaseError).code === TAKEN_ALONG) return rows(statement, values);
      throw fault;
    }
  }
  return { rows, end };
}

/** What PostgreSQL says to a statement in a transaction in which another one failed. */
const TAKEN_ALONG = '25P02';

/** Has the server drop what a connection asks of it; without that a long statement would run on for nobody. */
const cancel = (beside: Pool, client: PoolClient) =>
  beside.query('select pg_cancel_backend($1)', [processOf(client)]).catch(() => {});

/** The server's process behind a connection; the types of pg leave it out. */
const processOf = (client: PoolClient) => (client as unknown as { processID: number }).processID;
