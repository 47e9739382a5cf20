import type { DataSource } from 'typeorm';

/**
 * The SQL that would make the tables what the entities describe; none when the migrations are right. Indexes and
 * constraints are the migrations' own business: entities describe columns.
 */
export async function drift(db: DataSource) {
  const { upQueries } = await db.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query).filter((query) => !/^DROP INDEX|DROP CONSTRAINT/.test(query));
}
