import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOfUnit, isOwnWork } from './reach';

/** Applications at the one window, from the counter to the back office and back (D12, SM-6). */
export class Applications1763740600000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create sequence service_application_reference;
      create table service_application (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        reference text not null,
        service text not null,
        state text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        masked_agent text,
        sealed_agent bytea,
        consent text,
        consent_reference text,
        consented_on date,
        materials text[] not null,
        unit_id uuid,
        received_at timestamptz not null,
        time_limit jsonb not null,
        pauses jsonb not null,
        due_at timestamptz,
        rule_version text not null,
        decided_at timestamptz,
        outcome text,
        rating int,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null,
        constraint service_application_reference_unique unique (reference),
        constraint service_application_agent check (
          num_nulls(masked_agent, sealed_agent, consent, consent_reference, consented_on) in (0, 5)
        ),
        constraint service_application_decided check (
          (state in ('DONE', 'FEEDBACK')) = (decided_at is not null and outcome is not null)
        ),
        constraint service_application_forwarded check (
          unit_id is not null or state not in ('FORWARDED', 'BACK_OFFICE', 'DONE', 'FEEDBACK')
        )
      );
      create index service_application_latest on service_application (received_at desc, id desc);
      create index service_application_area_path on service_application (area_path);
      create index service_application_area on service_application (area_id);
      create index service_application_unit on service_application (unit_id, received_at desc, id desc);
      create index service_application_person on service_application (person_id) where person_id is not null;

      alter table service_application enable row level security, force row level security;
      create policy application_in_reach on service_application
        using (${isOwnWork} or ${isInArea} or ${isOfPerson} or ${isOfUnit});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table service_application; drop sequence service_application_reference;');
  }
}
