import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WhistlesAndIncidents1763690500000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table whistle (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        origin text not null,
        reason text not null,
        grade text not null,
        rule_version text not null,
        matter text not null,
        case_id uuid,
        lead_unit_id uuid not null,
        summoned_unit_ids uuid[] not null,
        outcome text,
        score int,
        remark text,
        blown_at timestamptz not null,
        ended_at timestamptz,
        appraised_at timestamptz,
        constraint whistle_calls_its_lead check (lead_unit_id = any(summoned_unit_ids)),
        constraint whistle_ended_has_outcome check ((ended_at is null) = (outcome is null)),
        constraint whistle_score_one_to_five check (score between 1 and 5)
      );
      create index whistle_area_path on whistle (area_path);
      create index whistle_area on whistle (area_id);
      create index whistle_open on whistle (area_path, grade) where ended_at is null;
      create index whistle_newest on whistle (blown_at desc, id desc);
      create index whistle_units on whistle using gin (summoned_unit_ids);
      create index whistle_case on whistle (case_id) where case_id is not null;

      alter table whistle enable row level security;
      alter table whistle force row level security;
      create policy whistle_in_reach on whistle using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(summoned_unit_ids)
      );

      create table summons (
        id uuid primary key default gen_random_uuid(),
        whistle_id uuid not null references whistle,
        unit_id uuid not null,
        state text not null,
        notified_at timestamptz not null,
        acknowledge_due_at timestamptz not null,
        acknowledged_at timestamptz,
        arrive_due_at timestamptz,
        arrived_at timestamptz,
        acting_since timestamptz,
        dispose_due_at timestamptz not null,
        finished_at timestamptz,
        stood_down_at timestamptz,
        is_provisional boolean not null,
        result text,
        constraint summons_once_a_unit unique (whistle_id, unit_id)
      );

      alter table summons enable row level security;
      alter table summons force row level security;
      create policy summons_of_whistles_in_reach on summons using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or exists (select from whistle where whistle.id = summons.whistle_id)
      );

      create table incident (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        kind text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        occurred_on date not null,
        note text,
        recorded_at timestamptz not null,
        withdrawn_at timestamptz
      );
      create index incident_counted on incident (area_path, kind, occurred_on) where state = 'RECORDED';
      create index incident_area on incident (area_id);

      alter table incident enable row level security;
      alter table incident force row level security;
      create policy incident_in_reach on incident using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table incident, summons, whistle');
  }
}
