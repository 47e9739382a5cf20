import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Open3111763720100000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table open311_request (
        case_id uuid primary key references "case" (id),
        lat double precision,
        long double precision,
        media_url text,
        account_id text
      );

      alter table open311_request enable row level security;
      alter table open311_request force row level security;
      create policy open311_request_of_cases_in_reach on open311_request using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or exists (select from "case" where id = case_id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table open311_request');
  }
}
