import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOwnWork } from './reach';

/** Vacancies, subsidies, and the families in which nobody has work (S20). */
export class Employment1763730200000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table job_posting (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        title text not null,
        state text not null,
        employer_id uuid not null,
        released_on date not null,
        vacancies int not null,
        filled int not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint job_posting_filled check (vacancies > 0 and filled between 0 and vacancies)
      );
      create index job_posting_latest on job_posting (released_on desc, id desc);
      create index job_posting_area_path on job_posting (area_path);
      create index job_posting_area on job_posting (area_id);
      create index job_posting_employer on job_posting (employer_id);

      create table employment_subsidy (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        kind text not null,
        state text not null,
        unit_id uuid not null,
        month date not null,
        amount bigint not null,
        people int not null,
        paid_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint employment_subsidy_amount check (amount > 0 and people > 0),
        constraint employment_subsidy_paid check ((state = 'PAID') = (paid_on is not null))
      );
      create unique index employment_subsidy_once on employment_subsidy (unit_id, kind, month)
        where state <> 'REFUSED';
      create index employment_subsidy_latest on employment_subsidy (month desc, id desc);
      create index employment_subsidy_area_path on employment_subsidy (area_path);
      create index employment_subsidy_area on employment_subsidy (area_id);

      create table zero_employment_family (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        able_to_work int not null,
        found_on date not null,
        cleared_on date,
        outcome text,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint zero_employment_cleared check (
          (state = 'CLEARED') = (cleared_on is not null and cleared_on >= found_on and outcome is not null)
        )
      );
      create unique index zero_employment_once on zero_employment_family (area_id) where state = 'OPEN';
      create index zero_employment_latest on zero_employment_family (found_on desc, id desc);
      create index zero_employment_area_path on zero_employment_family (area_path);
      create index zero_employment_area on zero_employment_family (area_id);

      alter table zero_employment_family enable row level security, force row level security;
      create policy family_in_reach on zero_employment_family using (${isOwnWork} or ${isInArea});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table zero_employment_family, employment_subsidy, job_posting');
  }
}
