import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgres, type Tables } from '@jinlin/database';
import { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

const admin = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const ROLE = 'jinlin_test';

/**
 * A Postgres schema of this suite's own, built by the real migrations and gone when the suite ends. It is reached by
 * a role without privileges, so that row-level security binds in tests as it does in production.
 */
export function testDatabase(tables: Tables) {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(admin);
  url.username = ROLE;
  url.password = ROLE;
  const db = postgres({ url: url.href, schema, connections: 8 }, tables);

  beforeAll(async () => {
    await asAdmin(`
      do $$ begin
        create role ${ROLE} login password '${ROLE}';
      exception when duplicate_object or unique_violation then null;
      end $$;
      select pg_advisory_lock(1);
      create extension if not exists pg_trgm schema public;
      create extension if not exists btree_gist schema public;
      select pg_advisory_unlock(1);
      create schema ${schema} authorization ${ROLE};
    `);
    await db.initialize();
    await db.runMigrations();
  });
  afterAll(async () => {
    if (db.isInitialized) await db.destroy();
    await asAdmin(`drop schema ${schema} cascade`);
  });
  return db;
}

async function asAdmin(sql: string) {
  const client = new Client(admin);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Tables for a suite that has no service's migrations: the SQL that makes them. */
export const tablesOf = (sql: string, entities: Tables['entities'] = []): Tables => ({
  entities,
  migrations: [
    class Tables1763690400000 implements MigrationInterface {
      name = 'Tables1763690400000';
      async up(runner: QueryRunner) {
        await runner.query(sql);
      }
      async down() {}
    },
  ],
});

/** The schema that a test's data source works in. */
export const schemaOf = async (db: DataSource): Promise<string> =>
  (await db.query('select current_schema() as schema'))[0].schema;

/**
 * Waits until a consumer would see all that is in the outbox. A consumer reads up to the oldest transaction of the
 * whole server, and that may belong to another suite.
 */
export async function outboxSettled(db: DataSource): Promise<void> {
  const [{ settled }] = await db.query(
    'select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as settled from outbox',
  );
  if (settled) return;
  await sleep(5);
  return outboxSettled(db);
}
