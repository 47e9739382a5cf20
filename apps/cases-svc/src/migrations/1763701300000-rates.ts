import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rates1763701300000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case" add contact_due_at timestamptz;
      create index case_dispatched on "case" (dispatched_at) where dispatched_at is not null;
      create index case_contact_due on "case" (contact_due_at) where contact_due_at is not null;
      create index case_visited on "case" (visited_at) where visited_at is not null;

      create table case_exclusion (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references "case",
        locality_code text not null,
        state text not null,
        kind text not null,
        evidence text not null,
        remark text,
        rule_version text not null,
        proposed_at timestamptz not null,
        decided_at timestamptz
      );
      create unique index case_exclusion_once on case_exclusion (case_id) where state <> 'REFUSED';
      create index case_exclusion_case on case_exclusion (case_id);
      create index case_exclusion_newest on case_exclusion (proposed_at desc, id desc);

      alter table case_exclusion enable row level security;
      alter table case_exclusion force row level security;
      create policy case_exclusion_of_cases_in_reach on case_exclusion using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or (
          -- Whoever works reaches an area or a unit; the residents whose cases they are do neither.
          coalesce(
            (select nullif(current_setting('jinlin.area_path', true), '')),
            (select nullif(current_setting('jinlin.unit_id', true), ''))
          ) is not null
          and exists (select from "case" where "case".id = case_exclusion.case_id)
        )
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table case_exclusion;
      drop index case_dispatched, case_visited;
      alter table "case" drop contact_due_at;
    `);
  }
}
