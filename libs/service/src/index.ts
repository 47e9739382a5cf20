import 'reflect-metadata';
import { migrate, poolOf, postgres, type Tables } from '@jinlin/database';
import type { Consumer } from '@jinlin/events';
import {
  type Doors,
  type LogLevel,
  type SubgraphContext,
  type SubgraphOptions,
  serve,
  subgraphServer,
} from '@jinlin/server';
import type { DataSource } from 'typeorm';
import { keepTicking } from './clock';
import { following } from './following';
import { type Load, loadOnce, type Progress } from './load';

export { keepTicking } from './clock';
export { withLoaders } from './context';
export { following } from './following';
export { type Load, type Loading, loadOnce, type Progress } from './load';

export interface ServiceConfig {
  HOST: string;
  PORT: number;
  SOCKET?: string | undefined;
  LOG_LEVEL: LogLevel;
  DATABASE_URL: string;
  DATABASE_SCHEMA: string;
  DATABASE_CONNECTIONS: number;
  GATEWAY_SECRET: string;
  EVENTS_URL_ORGANISATION?: string | undefined;
}

export interface ServiceParts<Context extends SubgraphContext> {
  name: string;
  config: ServiceConfig;
  tables: Tables;
  /** Built for serving only: migrating and loading do without. */
  buildSchema: () => SubgraphOptions<Context>['schema'];
  contextOf: (db: DataSource) => SubgraphOptions<Context>['contextOf'];
  load: Load;
  /** What it answers to the gateway beside GraphQL. */
  doors?: (db: DataSource) => Doors;
  /** What it follows of organisation's events; organisation itself follows nobody. */
  follow?: (streams: Pick<Consumer, 'from' | 'into'>) => Consumer;
  /** What it does of itself as time passes; run every minute, safe to run in several processes at once. */
  tick?: (db: DataSource, now: Date) => Promise<unknown>;
  /** What it does beside answering for as long as it serves; answers with how to stop. */
  work?: (db: DataSource, onFault: (fault: unknown) => void) => () => Promise<void>;
}

/**
 * Runs a domain service: `migrate` its schema, `load` what it starts with, `prepare` (the one and then the other), or
 * `serve` (when nothing is said).
 */
export async function runService<Context extends SubgraphContext>(parts: ServiceParts<Context>) {
  const command = process.argv[2] ?? 'serve';
  const { DATABASE_URL: url, DATABASE_SCHEMA: schema, DATABASE_CONNECTIONS: connections } = parts.config;

  try {
    const db = await postgres({ url, schema, connections }, parts.tables).initialize();
    if (command === 'serve') return await serveService(db, parts);

    if (!['migrate', 'load', 'prepare'].includes(command)) {
      throw new Error(`${parts.name} knows the commands migrate, load, prepare and serve, not ${command}.`);
    }
    if (command !== 'load') tell({ migrated: await migrate(db) });
    if (command !== 'migrate') tell({ loaded: await loadOnce(db, parts.load, report) });
    await db.destroy();
  } catch (fault) {
    // The message names what is wrong; a connection string in a stack trace would name the password too.
    console.error(`${parts.name} could not ${command}: ${(fault as Error).message}`);
    process.exit(1);
  }
}

async function serveService<Context extends SubgraphContext>(db: DataSource, parts: ServiceParts<Context>) {
  const { name, config, buildSchema, contextOf, doors, follow, tick, work } = parts;
  const pool = poolOf(db);
  const app = subgraphServer<Context>({
    name,
    schema: buildSchema(),
    gatewaySecret: config.GATEWAY_SECRET,
    contextOf: contextOf(db),
    doors: doors?.(db),
    logLevel: config.LOG_LEVEL,
    ready: async () => (await pool.query('select 1')).rowCount === 1,
  });

  const organisation = {
    url: config.EVENTS_URL_ORGANISATION ?? config.DATABASE_URL,
    schema: 'organisation',
    service: 'organisation-svc',
  };
  const stopFollowing =
    follow &&
    following(organisation, (streams) => [follow(streams)])(db, (fault) =>
      app.log.warn({ err: fault }, 'could not follow organisation; trying again'),
    );

  const stopTicking =
    tick &&
    keepTicking(
      (now) => tick(db, now),
      (fault) => app.log.warn({ err: fault }, 'the clock missed a tick; trying again'),
    );

  const stopWorking = work?.(db, (fault) => app.log.warn({ err: fault }, 'work beside failed; trying again'));

  await serve(app, {
    host: config.HOST,
    port: config.PORT,
    socket: config.SOCKET,
    onStop: async () => {
      await stopWorking?.();
      await stopTicking?.();
      await stopFollowing?.();
      await db.destroy();
    },
  });
}

/** One line of JSON on stdout, for whoever started this command. */
const tell = (line: object) => console.log(JSON.stringify(line));

const report: Progress = (progress, done, total) => {
  if (process.env.JINLIN_PROGRESS === 'json') tell({ progress, done, total });
};
