import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HotlineOrders1763710100000 implements MigrationInterface {
  async up(db: QueryRunner) {
    // An order is written before its case, in the same transaction: whoever writes it first opens the case.
    await db.query(`
      create table hotline_order (
        case_id uuid primary key references "case" deferrable initially deferred,
        integrator_id uuid not null,
        number text not null,
        idempotency_key text,
        body_hash bytea not null,
        details jsonb not null,
        sealed bytea,
        area_id uuid not null,
        area_path text collate "C" not null,
        received_at timestamptz not null,
        constraint hotline_order_number unique (integrator_id, number),
        constraint hotline_order_key unique (integrator_id, idempotency_key)
      );

      alter table hotline_order enable row level security;
      alter table hotline_order force row level security;
      create policy hotline_order_in_reach on hotline_order using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table hotline_order');
  }
}
