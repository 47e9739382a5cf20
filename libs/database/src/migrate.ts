import type { DataSource } from 'typeorm';

/** Any number, the same everywhere: two processes that migrate one schema take turns, however long one takes. */
const MIGRATING = 4_210_522;

/** Brings a service's schema up to date and says which migrations ran. */
export async function migrate(db: DataSource): Promise<string[]> {
  const runner = db.createQueryRunner();
  try {
    await runner.query('set statement_timeout = 0');
    await runner.query('select pg_advisory_lock($1, hashtext(current_schema()))', [MIGRATING]);
    const ran = await db.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await runner.query('select pg_advisory_unlock($1, hashtext(current_schema()))', [MIGRATING]);
    await runner.query('reset statement_timeout');
    await runner.release();
  }
}
