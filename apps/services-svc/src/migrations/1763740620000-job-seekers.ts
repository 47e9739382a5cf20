import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** Who looks for work, what they are referred to, and what postings ask for (S20). */
export class JobSeekers1763740620000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table job_posting
        add column occupation text,
        add column skills text[] not null default '{}',
        add column schooling text,
        add column monthly_wage bigint;
      create index job_posting_open on job_posting (locality_code) where state = 'OPEN';

      create table job_seeker (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        family_id uuid references zero_employment_family,
        occupations text[] not null,
        skills text[] not null,
        schooling text not null,
        least_wage bigint,
        registered_on date not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null
      );
      create unique index job_seeker_once on job_seeker (person_id) where state <> 'WITHDRAWN';
      create index job_seeker_latest on job_seeker (registered_on desc, id desc);
      create index job_seeker_area_path on job_seeker (area_path);
      create index job_seeker_area on job_seeker (area_id);
      create index job_seeker_family on job_seeker (family_id) where family_id is not null;

      create table job_referral (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        seeker_id uuid not null references job_seeker,
        posting_id uuid not null references job_posting,
        referred_at timestamptz not null,
        declined_by text,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint job_referral_declined check ((state = 'DECLINED') = (declined_by is not null))
      );
      create unique index job_referral_once on job_referral (seeker_id, posting_id) where state = 'REFERRED';
      create index job_referral_latest on job_referral (referred_at desc, id desc);
      create index job_referral_posting on job_referral (posting_id);
      create index job_referral_area on job_referral (area_id);

      alter table job_seeker enable row level security, force row level security;
      create policy seeker_in_reach on job_seeker using (${isOwnWork} or ${isInArea} or ${isOfPerson});
      alter table job_referral enable row level security, force row level security;
      create policy referral_in_reach on job_referral using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table job_referral, job_seeker;
      drop index job_posting_open;
      alter table job_posting drop column occupation, drop column skills, drop column schooling,
        drop column monthly_wage;
    `);
  }
}
