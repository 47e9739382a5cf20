import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rates1763701300000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case" add contact_due_at timestamptz;

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
        or exists (select from "case" where "case".id = case_exclusion.case_id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table case_exclusion; alter table "case" drop contact_due_at');
  }
}
