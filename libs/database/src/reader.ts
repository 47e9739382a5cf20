import { escapeLiteral, type Pool, type PoolClient } from 'pg';
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

/** The settings that the policies read, all in one statement and gone with the transaction. */
export const scopeSql = ({ reach, areaPath, unitId, personId }: Scope) =>
  `select ${Object.entries({ reach, area_path: areaPath, unit_id: unitId, person_id: personId })
    .map(([name, value]) => `set_config('jinlin.${name}', ${escapeLiteral(value ?? '')}, true)`)
    .join(', ')}`;

/** Reads open data: each statement on any connection, no transaction. */
export const openReader = (pool: Pool): Reader => ({
  rows: async (statement, values = []) => (await pool.query({ ...statement, values: [...values] })).rows,
  end: async () => {},
});

/** Reads within a scope: one read-only transaction for the whole request, begun by its first statement. */
export function scopedReader(pool: Pool, scope: Scope): Reader {
  let opening: Promise<PoolClient> | undefined;

  const open = async () => {
    const client = await pool.connect();
    try {
      await client.query(`begin isolation level repeatable read read only; ${scopeSql(scope)}`);
      return client;
    } catch (fault) {
      client.release(true);
      throw fault;
    }
  };

  // A connection runs one statement at a time, so each waits for the one before it.
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <Answer>(run: () => Promise<Answer>): Promise<Answer> => {
    const turn = before.then(run, run);
    before = turn;
    return turn;
  };

  return {
    rows: (statement, values = []) =>
      inTurn(async () => {
        opening ??= open();
        const client = await opening;
        return (await client.query({ ...statement, values: [...values] })).rows;
      }),
    end: () =>
      inTurn(async () => {
        const client = await opening?.catch(() => undefined);
        opening = undefined;
        if (!client) return;
        const fault = await client.query('commit').then(
          () => undefined,
          (reason: Error) => reason,
        );
        client.release(fault);
      }),
  };
}
