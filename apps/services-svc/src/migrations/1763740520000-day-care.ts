import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

const isOfElderInArea = isInArea.replace('area_path', 'elder_area_path');
const isOfUnit = `operator_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)`;

/** Who waits for a place in day care, who has one, and who came (D24). */
export class DayCare1763740520000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table day_care_enrolment (
        id uuid primary key default gen_random_uuid(),
        site_id uuid not null references service_site on delete cascade,
        elder_id uuid not null references elder_profile on delete cascade,
        state text not null,
        locality_code text not null,
        rank int not null,
        priority text,
        rule_version text not null,
        applied_at timestamptz not null,
        accept_by timestamptz,
        enrolled_on date,
        ended_on date,
        care_services text[] not null,
        sealed_care_notes bytea,
        care_agreed_on date,
        care_review_on date,
        person_id uuid,
        elder_area_id uuid not null,
        elder_area_path text collate "C" not null,
        operator_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint day_care_enrolment_offer check ((state = 'OFFERED') = (accept_by is not null))
      );
      create unique index day_care_enrolment_once on day_care_enrolment (site_id, elder_id)
        where state in ('WAITING', 'OFFERED', 'ENROLLED');
      create unique index day_care_enrolment_in_one_place on day_care_enrolment (elder_id) where state = 'ENROLLED';
      create index day_care_enrolment_in_line on day_care_enrolment (site_id, state, rank, applied_at, id);
      create index day_care_enrolment_latest on day_care_enrolment (applied_at desc, id desc);
      create index day_care_enrolment_offers on day_care_enrolment (accept_by) where state = 'OFFERED';
      create index day_care_enrolment_area on day_care_enrolment (area_id);
      create index day_care_enrolment_elder_area on day_care_enrolment (elder_area_id);

      create table day_care_attendance (
        enrolment_id uuid not null references day_care_enrolment on delete cascade,
        day date not null,
        attended boolean not null,
        recorded_at timestamptz not null,
        primary key (enrolment_id, day)
      );

      -- The line without the people in it, so that everybody who waits can be told why they stand where they do.
      create table day_care_line (
        enrolment_id uuid primary key references day_care_enrolment on delete cascade,
        site_id uuid not null,
        has_place boolean not null,
        rank int not null,
        priority text,
        rule_version text not null,
        applied_at timestamptz not null
      );
      create index day_care_line_of_site on day_care_line (site_id, rank, applied_at, enrolment_id);

      create function stand_in_line() returns trigger language plpgsql as $$
        begin
          delete from day_care_line where enrolment_id = new.id;
          if new.state in ('WAITING', 'OFFERED', 'ENROLLED') then
            insert into day_care_line values (
              new.id, new.site_id, new.state <> 'WAITING', new.rank, new.priority, new.rule_version, new.applied_at
            );
          end if;
          return null;
        end $$;
      create trigger day_care_enrolment_stands_in_line after insert or update of state on day_care_enrolment
        for each row execute function stand_in_line();

      alter table day_care_enrolment enable row level security, force row level security;
      create policy enrolment_in_reach on day_care_enrolment
        using (${isOwnWork} or ${isInArea} or ${isOfElderInArea} or ${isOfUnit} or ${isOfPerson});
      alter table day_care_attendance enable row level security, force row level security;
      create policy attendance_of_enrolment_in_reach on day_care_attendance
        using (exists (select from day_care_enrolment enrolment where enrolment.id = enrolment_id));
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table day_care_attendance, day_care_line, day_care_enrolment;
      drop function stand_in_line;
    `);
  }
}
