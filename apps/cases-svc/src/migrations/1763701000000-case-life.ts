import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CaseLife1763701000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case"
        add grade text,
        add assisting_unit_ids uuid[] not null default '{}',
        add first_contact_at timestamptz,
        add begun_at timestamptz,
        add archived_at timestamptz,
        add extension_count int not null default 0,
        add held_since timestamptz,
        add hold_kind text,
        add review_on date,
        add constraint case_on_hold_is_reviewed check ((state = 'ON_HOLD') = (held_since is not null and review_on is not null));
      create index case_assisted on "case" using gin (assisting_unit_ids) where assisting_unit_ids <> '{}';

      alter policy case_in_reach on "case" using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or desk_unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(assisting_unit_ids)
        or reporter_person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );

      create table case_part (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references "case",
        parent_id uuid references case_part,
        unit_id uuid not null,
        state text not null,
        task text not null,
        result text,
        dispatched_at timestamptz not null,
        signed_at timestamptz,
        ended_at timestamptz
      );
      create index case_part_case on case_part (case_id);
      create index case_part_open on case_part (unit_id) where ended_at is null;

      alter table case_part enable row level security;
      alter table case_part force row level security;
      create policy case_part_of_cases_in_reach on case_part using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or exists (select from "case" where "case".id = case_part.case_id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table case_part;
      alter policy case_in_reach on "case" using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or desk_unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or reporter_person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );
      alter table "case"
        drop constraint case_on_hold_is_reviewed,
        drop grade,
        drop assisting_unit_ids,
        drop first_contact_at,
        drop begun_at,
        drop archived_at,
        drop extension_count,
        drop held_since,
        drop hold_kind,
        drop review_on;
    `);
  }
}
