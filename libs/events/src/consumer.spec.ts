import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { outboxSettled, schemaOf, tablesOf, testDatabase } from '@jinlin/testing';
import type { Pool } from 'pg';
import { type Consumer, consume } from './consumer';
import { consumerTable, outboxTable } from './outbox';

const db = testDatabase(
  tablesOf(`${outboxTable} ${consumerTable} create table effect (event_id text primary key, n int)`),
);

let schema: string;
beforeAll(async () => {
  schema = await schemaOf(db);
});

const emit = (pool: Pick<Pool, 'query'>, n: number) =>
  pool.query(`insert into outbox (type, subject, at, data) values ('case.open', $1, now(), $2)`, [
    randomUUID(),
    { n },
  ]);

const counting = (name: string, given: Partial<Consumer> = {}): Consumer => ({
  name,
  from: { pool: poolOf(db), schema, service: 'cases-svc' },
  into: poolOf(db),
  apply: async (client, events) => {
    for (const { id, data } of events) {
      await client.query('insert into effect values ($1, $2)', [`${name} ${id}`, data.n]);
    }
  },
  ...given,
});

const effects = async (name: string) =>
  (await db.query('select n from effect where event_id like $1 order by n', [`${name} %`])).map(
    ({ n }: { n: number }) => n,
  );

describe('a consumer', () => {
  it('takes each event once, however many run at the same time', async () => {
    for (let n = 0; n < 30; n++) await emit(poolOf(db), n);
    await outboxSettled(db);
    const consumer = counting('one', { batch: 7 });

    while ((await Promise.all([consume(consumer), consume(consumer), consume(consumer)])).some(Boolean));

    expect(await effects('one')).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('takes events in the order of their transactions, also where the numbers of these grow longer', async () => {
    await db.query('delete from outbox');
    for (const [xid, n] of [
      ['9', 1],
      ['10', 2],
      ['99', 3],
      ['100', 4],
    ])
      await db.query(
        `insert into outbox (xid, type, subject, at, data)
         values ($1::text::xid8, 'case.open', gen_random_uuid(), now(), $2)`,
        [xid, { n }],
      );
    const order: unknown[] = [];
    const consumer = counting('order', {
      batch: 2,
      apply: async (_, events) => void order.push(...events.map(({ data }) => data.n)),
    });

    while (await consume(consumer));

    expect(order).toEqual([1, 2, 3, 4]);
    await db.query('delete from outbox');
  });

  it('misses nothing of a transaction that commits late', async () => {
    const consumer = counting('two');
    await outboxSettled(db);
    await consume(consumer);
    const before = (await effects('two')).length;
    const late = await poolOf(db).connect();
    await late.query('begin');
    await emit(late, 100);
    await emit(poolOf(db), 101);

    await consume(consumer);
    await late.query('commit');
    late.release();
    await outboxSettled(db);
    while (await consume(consumer));

    expect((await effects('two')).slice(before)).toEqual([100, 101]);
  });

  it('takes nothing of a transaction that was rolled back', async () => {
    const consumer = counting('three');
    await outboxSettled(db);
    while (await consume(consumer));
    const gone = await poolOf(db).connect();
    await gone.query('begin');
    await emit(gone, 200);
    await gone.query('rollback');
    gone.release();

    expect(await consume(consumer)).toBe(0);
  });

  it('keeps its place when applying fails, and takes the events again', async () => {
    await emit(poolOf(db), 300);
    await outboxSettled(db);
    let isBroken = true;
    const consumer = counting('four', {
      apply: async (client, events) => {
        await counting('four').apply(client, events);
        if (isBroken) throw new Error('the disk is full');
      },
    });

    await expect(consume(consumer)).rejects.toThrow('the disk is full');
    isBroken = false;
    await consume(consumer);

    expect((await effects('four')).filter((n: number) => n === 300)).toEqual([300]);
  });

  it('outlives a connection that breaks, and takes the events again', async () => {
    await emit(poolOf(db), 400);
    await outboxSettled(db);
    let isBreaking = true;
    const consumer = counting('five', {
      apply: async (client, events) => {
        if (isBreaking) await client.query('select pg_terminate_backend(pg_backend_pid())');
        await counting('five').apply(client, events);
      },
    });

    await expect(consume(consumer)).rejects.toThrow('terminating connection');
    isBreaking = false;
    while (await consume(consumer));

    expect((await effects('five')).filter((n: number) => n === 400)).toEqual([400]);
  });
});
