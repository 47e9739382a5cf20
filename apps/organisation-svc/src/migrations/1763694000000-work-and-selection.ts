import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WorkAndSelection1763694000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(planItems);
  }

  async down(db: QueryRunner) {
    await db.query('drop table plan_report, plan_item');
  }
}

const planItems = /* SQL */ `
  create table plan_item (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    number int not null,
    list text not null,
    content text not null,
    owner_ids uuid[] not null,
    district_ids uuid[] not null,
    due_at date not null,
    percent int not null,
    done_on date,
    constraint plan_item_number_once unique (area_id, number),
    constraint plan_item_has_owner check (cardinality(owner_ids) > 0),
    constraint plan_item_percent check (percent between 0 and 100),
    constraint plan_item_done_has_day check ((state = 'DONE') = (done_on is not null))
  );
  create index plan_item_owners on plan_item using gin (owner_ids);

  create table plan_report (
    id uuid primary key default gen_random_uuid(),
    plan_item_id uuid not null,
    percent int not null,
    note text not null,
    at timestamptz not null
  );
  create index plan_report_item on plan_report (plan_item_id, at);
`;
