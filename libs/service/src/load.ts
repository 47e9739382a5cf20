import { everything, poolOf, scopeSql } from '@jinlin/database';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** Tells how far a piece of the loading is. */
export type Progress = (what: string, done: number, total: number) => void;

/** A loading under way: one transaction on a connection that reaches everything. */
export interface Loading {
  client: PoolClient;
  db: DataSource;
  progress: Progress;
}

/** Loads what a service starts with. */
export type Load = (loading: Loading) => Promise<void>;

/**
 * Loads a service's starting records once: all of them in one transaction, or none. Says whether it had to; an
 * interrupted load has left nothing behind and is simply done again.
 */
export async function loadOnce(db: DataSource, load: Load, progress: Progress): Promise<boolean> {
  const client = await poolOf(db).connect();
  try {
    await client.query('create table if not exists loaded (at timestamptz not null)');
    await client.query('begin; set local statement_timeout = 0; lock table loaded');
    const { rowCount } = await client.query('select from loaded');
    if (rowCount) {
      await client.query('rollback');
      return false;
    }

    await client.query(scopeSql(everything));
    await unbound(client, () => unindexed(client, () => load({ client, db, progress })));
    await client.query('insert into loaded values (now())');
    await client.query('commit');
    await measure(poolOf(db));
    return true;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    client.release();
  }
}

/** Lets PostgreSQL learn what was loaded, so that it plans well from the first query on; several tables at a time. */
async function measure(pool: Pool) {
  const { rows } = await pool.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = current_schema()`,
  );
  await Promise.all(
    rows.map(({ name }) => pool.query(`begin; set local statement_timeout = 0; analyze ${name}; commit`)),
  );
}

/** COPY refuses tables whose policies bind their owner, so while loading they do not; nobody else sees that moment. */
async function unbound(client: PoolClient, run: () => Promise<void>) {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = current_schema()::regnamespace and relforcerowsecurity`,
  );
  const force = (how: string) =>
    rows.map(({ name }) => `alter table ${name} ${how} row level security;`).join(' ');

  await client.query(force('no force'));
  await run();
  await client.query(force('force'));
}

/** Builds indexes once over all rows, not row by row. Primary keys and other constraints watch over the loading. */
async function unindexed(client: PoolClient, run: () => Promise<void>) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
     from pg_index join pg_class on pg_class.oid = indrelid
     where relnamespace = current_schema()::regnamespace
       and not exists (select from pg_constraint where conindid = indexrelid)`,
  );
  if (rows.length) await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`);
  await run();
  for (const { definition } of rows) await client.query(definition);
}
