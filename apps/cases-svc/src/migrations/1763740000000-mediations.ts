import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Disputes and their parties, who mediates them, and when and where the parties meet (D17). */
export class Mediations1763740000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create sequence mediation_reference;

      create table mediator (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        person_id uuid not null,
        kind text not null,
        unit_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        appointed_on date not null,
        dismissed_on date,
        constraint mediator_dismissed check ((state = 'DISMISSED') = (dismissed_on is not null))
      );
      create unique index mediator_once on mediator (person_id, area_id, kind) where state = 'SERVING';
      create index mediator_area_path on mediator (area_path);
      create index mediator_area on mediator (area_id);

      create table mediation_room (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        site_id uuid,
        name text not null,
        seats int not null
      );
      create index mediation_room_area_path on mediation_room (area_path);
      create index mediation_room_area on mediation_room (area_id);

      create table mediation (
        id uuid primary key default gen_random_uuid(),
        reference text not null unique,
        locality_code text not null,
        state text not null,
        kind text not null,
        dispute_type text not null,
        summary text not null,
        case_id uuid references "case",
        deliberation_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        unit_id uuid,
        unit_ids uuid[] not null,
        party_person_ids uuid[] not null,
        mediator_id uuid references mediator,
        transfers jsonb not null,
        applied_at timestamptz not null,
        accepted_at timestamptz,
        due_at timestamptz,
        rule_version text,
        ended_at timestamptz,
        constraint mediation_has_a_desk check (kind = 'PEOPLE' or unit_id is not null),
        constraint mediation_ended check (
          (state in ('AGREED', 'FAILED', 'DECLINED', 'WITHDRAWN')) = (ended_at is not null)
        )
      );
      create index mediation_area_path on mediation (area_path);
      create index mediation_area on mediation (area_id);
      create index mediation_newest on mediation (applied_at desc, id desc);
      create index mediation_unit on mediation using gin (unit_ids) where unit_ids <> '{}';
      create index mediation_person on mediation using gin (party_person_ids) where party_person_ids <> '{}';
      create index mediation_case on mediation (case_id) where case_id is not null;
      create index mediation_deliberation on mediation (deliberation_id) where deliberation_id is not null;
      create index mediation_mediator on mediation (mediator_id) where mediator_id is not null;

      alter table mediation enable row level security, force row level security;
      create policy mediation_in_reach on mediation using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(unit_ids)
        or (select nullif(current_setting('jinlin.person_id', true), '')::uuid) = any(party_person_ids)
      );

      create table mediation_party (
        id uuid primary key default gen_random_uuid(),
        mediation_id uuid not null references mediation,
        position int not null,
        role text not null,
        person_id uuid,
        unit_id uuid,
        masked_name text,
        masked_phone text,
        sealed_name bytea,
        sealed_phone bytea,
        constraint mediation_party_has_a_name check ((unit_id is null) = (sealed_name is not null)),
        unique (mediation_id, position)
      );

      create table mediation_session (
        id uuid primary key default gen_random_uuid(),
        mediation_id uuid not null references mediation,
        state text not null,
        mediator_id uuid not null references mediator,
        room_id uuid references mediation_room,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        minutes text,
        constraint mediation_session_takes_time check (starts_at < ends_at),
        constraint mediation_session_held check ((state = 'HELD') = (minutes is not null)),
        constraint mediator_booked_once exclude using gist
          (mediator_id with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'CANCELLED'),
        constraint room_booked_once exclude using gist
          (room_id with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'CANCELLED')
      );
      create index mediation_session_of_mediation on mediation_session (mediation_id);
    `);
    for (const table of ['mediation_party', 'mediation_session']) {
      await db.query(`
        alter table ${table} enable row level security, force row level security;
        create policy ${table}_of_mediations_in_reach on ${table} using (
          (select current_setting('jinlin.reach', true)) = 'ALL'
          or exists (select from mediation where mediation.id = ${table}.mediation_id)
        );
      `);
    }
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table mediation_session, mediation_party, mediation, mediation_room, mediator;
      drop sequence mediation_reference;
    `);
  }
}
