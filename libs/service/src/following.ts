import { poolOf, SteadyClient } from '@jinlin/database';
import { type Consumer, keepConsuming } from '@jinlin/events';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** A service whose events are read: at which URL, and in which schema there. */
export interface Followed {
  url: string;
  schema: string;
  service: string;
}

/** Follows another service for as long as this one runs: each consumer takes all of its events, at its own pace. */
export const following =
  (
    { url, schema, service }: Followed,
    consumers: (streams: Pick<Consumer, 'from' | 'into'>, db: DataSource) => Consumer[],
  ) =>
  (db: DataSource, onFault: (fault: unknown) => void) => {
    const pool = new Pool({ connectionString: url, max: 1, Client: SteadyClient });
    // A pool replaces what breaks while it rests.
    pool.on('error', () => {});
    const stops = consumers({ from: { pool, schema, service }, into: poolOf(db) }, db).map((consumer) =>
      keepConsuming(consumer, onFault),
    );
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
      await pool.end();
    };
  };
