import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { cloudEvent, type Event, type OutboxRow } from './outbox';

export interface Consumer {
  /** Stable; its place in the stream is kept under this name. */
  name: string;
  /** The schema whose outbox is read, and the service it belongs to. */
  from: { pool: Pool; schema: string; service: string };
  /** The consumer's own database, where its effects and its place are committed together. */
  into: Pool;
  /** Applies events in order. It runs in the transaction that moves the place, so an event takes effect once. */
  apply: (client: PoolClient, events: Event[]) => Promise<void>;
  batch?: number;
}

/**
 * Takes the next events and applies them; says how many. Reads by (xid, id) up to the oldest transaction still
 * running, because a plain `id > last` misses rows whose transaction commits late.
 */
export async function consume({ name, from, into, apply, batch = 500 }: Consumer): Promise<number> {
  const client = await into.connect();
  try {
    await client.query('begin');
    await client.query('insert into consumer (name) values ($1) on conflict do nothing', [name]);
    const { rows: places } = await client.query(
      'select xid::text, id from consumer where name = $1 for update skip locked',
      [name],
    );
    const place = places[0] as { xid: string; id: number } | undefined;
    if (!place) {
      await client.query('rollback');
      return 0;
    }

    const { rows } = await from.pool.query<OutboxRow>(
      // A plain "xid" in the order would mean the text that is selected, by which 10000 comes before 9999.
      `select o.id, o.xid::text, o.event_id, o.type, o.subject, o.at, o.data
       from ${from.schema}.outbox o
       where (o.xid, o.id) > ($1::xid8, $2) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by o.xid, o.id
       limit $3`,
      [place.xid, place.id, batch],
    );
    const last = rows.at(-1);
    if (!last) {
      await client.query('rollback');
      return 0;
    }

    await apply(
      client,
      rows.map((row) => cloudEvent(from.service, row)),
    );
    await client.query(
      'update consumer set xid = $2, id = $3, failed_at = null, failure = null where name = $1',
      [name, last.xid, last.id],
    );
    await client.query('commit');
    return rows.length;
  } catch (fault) {
    await client.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    client.release();
  }
}

/** Keeps consuming until told to stop: at once while there is more, else after a rest; after a fault it waits longer. */
export function keepConsuming(consumer: Consumer, onFault: (fault: unknown) => void, rest = 250) {
  const stopping = new AbortController();

  const run = async () => {
    let wait = rest;
    while (!stopping.signal.aborted) {
      try {
        wait = (await consume(consumer)) > 0 ? 0 : rest;
      } catch (fault) {
        onFault(fault);
        wait = Math.min(Math.max(wait, rest) * 2, 30_000);
      }
      if (wait) await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}
