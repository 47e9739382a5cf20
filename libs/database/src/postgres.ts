import { Client, type ClientConfig, type Pool, types } from 'pg';
import { DataSource, type DataSourceOptions, DefaultNamingStrategy } from 'typeorm';

// Dates without a time stay text ("2026-11-21"); counts and fen fit a double.
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.NUMERIC, Number);

const snake = (name: string) => name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase();

/** `sessionAt` in TypeScript is `session_at` in Postgres. */
export class SnakeCase extends DefaultNamingStrategy {
  /** A bundle may rename a class, so the name of its table is written down. */
  override tableName(className: string, given?: string) {
    if (!given) throw new Error(`Name the table of ${className}: @Entity('${snake(className)}').`);
    return given;
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]) {
    return [...prefixes.map(snake), given ?? snake(property)].join('_');
  }
}

/** A connection that breaks fails whoever waits for an answer of it; by itself it must not end the process. */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

export type Tables = Required<Pick<DataSourceOptions, 'entities' | 'migrations'>>;

export interface Reach {
  url: string;
  schema: string;
  connections?: number;
}

/** The one way to reach Postgres here. The schema is a search path, so migrations need not name it. */
export const postgres = ({ url, schema, connections = 16 }: Reach, tables: Tables) =>
  new DataSource({
    type: 'postgres',
    url,
    ...tables,
    namingStrategy: new SnakeCase(),
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    migrationsTransactionMode: 'each',
    poolSize: connections,
    applicationName: `jinlin-${schema}`,
    extra: {
      Client: SteadyClient,
      options: `-c search_path=${schema},public -c statement_timeout=5000 -c timezone=UTC`,
    },
  });

/** The pool beneath a data source, for statements that want no mapper. */
export const poolOf = (db: DataSource): Pool => (db.driver as unknown as { master: Pool }).master;
