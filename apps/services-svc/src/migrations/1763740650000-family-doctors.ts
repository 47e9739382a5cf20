import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** Families with doctors of their own (S22). */
export class FamilyDoctors1763740650000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table family_doctor_contract (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        site_id uuid not null references service_site,
        doctor text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        people int not null,
        groups text[] not null,
        signed_on date not null,
        ends_on date not null,
        ended_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null,
        is_household boolean not null,
        constraint family_doctor_span check (signed_on <= ends_on and people > 0),
        constraint family_doctor_ended check ((state = 'ENDED') = (ended_on is not null))
      );
      create unique index family_doctor_household on family_doctor_contract (area_id)
        where state = 'SIGNED' and is_household;
      create unique index family_doctor_person on family_doctor_contract (person_id) where state = 'SIGNED';
      create index family_doctor_ends on family_doctor_contract (ends_on, id);
      create index family_doctor_area_path on family_doctor_contract (area_path);
      create index family_doctor_area on family_doctor_contract (area_id);
      create index family_doctor_site on family_doctor_contract (site_id);

      alter table family_doctor_contract enable row level security, force row level security;
      create policy family_doctor_in_reach on family_doctor_contract
        using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table family_doctor_contract');
  }
}
