import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ThreeLists1763740200000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table demand (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        side text not null,
        category text not null,
        title text not null,
        description text,
        area_id uuid not null,
        area_path text collate "C" not null,
        longitude double precision,
        latitude double precision,
        unit_id uuid,
        amount int not null,
        promised int not null default 0,
        needed_from date,
        needed_to date,
        channel text not null,
        case_id uuid,
        member_visit_id uuid,
        project_id uuid,
        raised_at timestamptz not null,
        published_at timestamptz,
        matched_at timestamptz,
        ended_at timestamptz,
        constraint demand_not_promised_twice check (promised between 0 and amount)
      );
      create index demand_area_path on demand (area_path);
      create index demand_newest on demand (raised_at desc, id desc);
      create index demand_unit on demand (unit_id) where unit_id is not null;
      create index demand_case on demand (case_id) where case_id is not null;
      create index demand_project on demand (project_id) where project_id is not null;

      create table demand_requester (
        demand_id uuid primary key references demand deferrable initially deferred,
        area_id uuid not null,
        area_path text collate "C" not null,
        person_id uuid,
        masked_name text,
        masked_phone text,
        sealed_name bytea,
        sealed_phone bytea
      );

      create table resource (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        side text not null,
        category text not null,
        title text not null,
        description text,
        unit_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        offered_to_id uuid not null,
        offered_to_path text collate "C" not null,
        longitude double precision,
        latitude double precision,
        last_on date not null,
        offered_at timestamptz not null,
        admitted_at timestamptz,
        ended_at timestamptz
      );
      create index resource_area_path on resource (area_path);
      create index resource_newest on resource (offered_at desc, id desc);
      create index resource_offered_to on resource (offered_to_path, category) where state = 'AVAILABLE';
      create index resource_unit on resource (unit_id) where unit_id is not null;
      create index resource_last_day on resource (last_on) where state in ('OFFERED', 'AVAILABLE', 'RESERVED');

      create table resource_window (
        id uuid primary key default gen_random_uuid(),
        resource_id uuid not null references resource,
        from_on date not null,
        to_on date not null,
        amount int not null,
        promised int not null default 0,
        constraint resource_window_not_promised_twice check (promised between 0 and amount)
      );
      create index resource_window_resource on resource_window (resource_id);

      create table list_match (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        demand_id uuid not null references demand,
        resource_id uuid not null references resource,
        window_id uuid not null references resource_window,
        amount int not null,
        score int not null,
        reasons jsonb not null,
        decided_at timestamptz not null,
        ended_at timestamptz
      );
      create index list_match_demand on list_match (demand_id);
      create index list_match_resource on list_match (resource_id);

      create table project (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        title text not null,
        class text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        agreement_id uuid,
        list_id uuid,
        meeting_id uuid,
        site_id uuid,
        proposed_at timestamptz not null,
        approved_at timestamptz,
        started_at timestamptz,
        accepted_at timestamptz,
        rating int,
        appraisal text
      );
      create index project_area_path on project (area_path);
      create index project_newest on project (proposed_at desc, id desc);
      create index project_list_id on project (list_id) where list_id is not null;
      create unique index project_site on project (site_id);

      create table project_list (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        quarter date not null,
        generated_at timestamptz not null,
        rule_version text not null,
        worth double precision not null,
        included_count int not null,
        left_out_count int not null
      );
      create index project_list_area_path on project_list (area_path);
      create unique index project_list_in_force on project_list (area_id, quarter) where state <> 'REPLACED';

      create table project_list_entry (
        id uuid primary key default gen_random_uuid(),
        list_id uuid not null references project_list,
        rank int not null,
        demand_id uuid not null references demand,
        proposals jsonb not null,
        still_missing int not null,
        left_out text
      );
      create index project_list_entry_list on project_list_entry (list_id, rank);
    `);
    await db.query(`
      alter table demand_requester enable row level security;
      alter table demand_requester force row level security;
      create policy demand_requester_in_reach on demand_requester using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );

      alter table demand enable row level security;
      alter table demand force row level security;
      create policy demand_published_or_in_reach on demand using (
        published_at is not null
        or (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or exists (select from demand_requester r where r.demand_id = demand.id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table project_list_entry, project_list, project, list_match, resource_window, resource,
        demand_requester, demand;
    `);
  }
}
