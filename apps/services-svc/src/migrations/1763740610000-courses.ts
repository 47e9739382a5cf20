import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** Courses for residents, their sessions, and who learns in them (S21, D20). */
export class Courses1763740610000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table course (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        title text not null,
        programme text not null,
        subject text not null,
        state text not null,
        site_id uuid,
        provider_id uuid,
        places int,
        enrolled int not null,
        person_times int not null,
        starts_on date not null,
        rule_version text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint course_places check (enrolled between 0 and coalesce(places, enrolled))
      );
      create index course_latest on course (starts_on desc, id desc);
      create index course_area_path on course (area_path);
      create index course_area on course (area_id);

      create table course_session (
        course_id uuid not null references course,
        number int not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        present int,
        primary key (course_id, number),
        constraint course_session_span check (starts_at < ends_at)
      );

      create table course_enrolment (
        id uuid primary key default gen_random_uuid(),
        course_id uuid not null references course,
        state text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        seeker_id uuid,
        is_relocated boolean not null,
        attended int not null,
        enrolled_at timestamptz not null,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create unique index course_enrolment_once on course_enrolment (course_id, person_id)
        where state <> 'WITHDRAWN';
      create unique index course_enrolment_seeker_once on course_enrolment (seeker_id, course_id)
        where state <> 'WITHDRAWN';
      create index course_enrolment_of_course on course_enrolment (course_id, enrolled_at desc, id desc);
      create index course_enrolment_latest on course_enrolment (enrolled_at desc, id desc);
      create index course_enrolment_area on course_enrolment (area_id);

      create table course_attendance (
        enrolment_id uuid not null references course_enrolment,
        session int not null,
        primary key (enrolment_id, session)
      );

      alter table course_enrolment enable row level security, force row level security;
      create policy enrolment_in_reach on course_enrolment using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table course_attendance, course_enrolment, course_session, course');
  }
}
