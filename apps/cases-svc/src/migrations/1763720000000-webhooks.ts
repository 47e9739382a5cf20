import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1763720000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table webhook (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        owner_id text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        url text not null,
        kinds text[] not null,
        types text[] not null default '{}',
        secret_sealed bytea not null,
        former_secret_sealed bytea,
        former_secret_until timestamptz,
        subscribed_at timestamptz not null,
        failing_since timestamptz,
        failure_count int not null default 0,
        resting_until timestamptz
      );
      create index webhook_owner on webhook (owner_id);
      create index webhook_area on webhook (area_id);
      create index webhook_area_path on webhook (area_path);

      create table webhook_delivery (
        id uuid primary key default gen_random_uuid(),
        webhook_id uuid not null references webhook (id),
        state text not null,
        event_id uuid not null,
        type text not null,
        subject uuid not null,
        sequence int not null,
        event_at timestamptz not null,
        body text not null,
        attempt_count int not null default 0,
        next_attempt_at timestamptz,
        delivered_at timestamptz,
        constraint webhook_delivery_once unique (webhook_id, event_id),
        constraint webhook_delivery_in_order unique (webhook_id, subject, sequence)
      );
      create index webhook_delivery_newest on webhook_delivery (webhook_id, event_at desc, sequence desc, id desc);
      create index webhook_delivery_due on webhook_delivery (webhook_id, next_attempt_at nulls first, id)
        where state = 'PENDING';
      create index webhook_delivery_before on webhook_delivery (webhook_id, subject, sequence)
        where state = 'PENDING';

      create table webhook_attempt (
        id uuid primary key default gen_random_uuid(),
        delivery_id uuid not null references webhook_delivery (id) on delete cascade,
        at timestamptz not null,
        status int,
        failure text,
        milliseconds int not null
      );
      create index webhook_attempt_delivery on webhook_attempt (delivery_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table webhook_attempt, webhook_delivery, webhook');
  }
}
