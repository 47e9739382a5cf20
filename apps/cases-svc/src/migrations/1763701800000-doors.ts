import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Doors1763701800000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table centre_window (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        kind text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        number int not null,
        title text not null,
        unit_id uuid,
        opened_on date not null,
        closed_on date
      );
      create unique index centre_window_number on centre_window (area_id, kind, number) where state = 'OPEN';
      create index centre_window_area_path on centre_window (area_path);

      alter table "case"
        add window_id uuid references centre_window,
        add member_visit_id uuid;
      create index case_window on "case" (window_id) where window_id is not null;
      create index case_member_visit on "case" (member_visit_id) where member_visit_id is not null;

      create table neighbour_call (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references "case",
        locality_code text not null,
        channel text not null,
        state text not null,
        rung int not null,
        rises_at timestamptz,
        result text,
        rule_version text not null,
        started_at timestamptz not null,
        answered_at timestamptz,
        ended_at timestamptz,
        constraint neighbour_call_once_a_case unique (case_id)
      );
      create index neighbour_call_rises on neighbour_call (rises_at) where rises_at is not null;
      create index neighbour_call_newest on neighbour_call (started_at desc, id desc);

      alter table neighbour_call enable row level security;
      alter table neighbour_call force row level security;
      create policy neighbour_call_of_cases_in_reach on neighbour_call using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or exists (select from "case" where "case".id = neighbour_call.case_id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table neighbour_call;
      alter table "case" drop window_id, drop member_visit_id;
      drop table centre_window;
    `);
  }
}
