import { clientKeyTable } from '@jinlin/acts';
import { consumerTable, outboxTable } from '@jinlin/events';
import { historyTable } from '@jinlin/history';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Organisation1763690400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(historyTable + outboxTable + consumerTable + clientKeyTable);
    await db.query(areas + units + partyOrganisations + people + appointments);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop function area_on;
      drop table appointment, access_record, person_secret, person, party_coverage, party_organisation, unit,
        area_lineage, area_change, area_version, area, client_key, consumer, outbox, history;
      drop sequence area_label;
    `);
  }
}

const areas = /* SQL */ `
  create sequence area_label;

  create table area (
    id uuid primary key default gen_random_uuid(),
    label text collate "C" not null,
    code text collate "C" not null,
    name text not null,
    level text not null,
    parent_id uuid,
    path text collate "C" not null,
    urban boolean not null,
    in_programme boolean not null,
    household_count int,
    registered_population int,
    enclosed boolean,
    property_mode text,
    managed_since date,
    introduced_property boolean,
    is_old boolean,
    is_under_renovation boolean,
    is_model boolean,
    longitude double precision,
    latitude double precision,
    state text not null,
    valid_from date not null,
    valid_to date,
    constraint area_label_unique unique (label),
    constraint area_path_ends_with_label check (path like '%/' || label || '/'),
    constraint area_closed_has_day check ((state = 'CLOSED') = (valid_to is not null))
  );
  create unique index area_code_unique on area (code) where state = 'ACTIVE';
  create index area_path on area (path);
  create index area_parent on area (parent_id, code, id);
  create index area_level_code on area (level, code, id);

  create table area_version (
    area_id uuid not null,
    valid_from date not null,
    valid_to date,
    code text collate "C" not null,
    name text not null,
    parent_id uuid,
    path text collate "C" not null,
    primary key (area_id, valid_from),
    constraint area_version_one_a_day exclude using gist (area_id with =, daterange(valid_from, valid_to) with &&),
    -- A hash of the code, because texts that begin alike make a slow tree.
    constraint area_version_code_once_a_day exclude using gist
      (hashtextextended(code, 0) with =, daterange(valid_from, valid_to) with &&)
  );
  create index area_version_code on area_version (code);
  create index area_version_path on area_version (path);
  create index area_version_parent on area_version (parent_id);

  create function area_on(day date) returns setof area language sql stable as $$
    select a.id, a.label, v.code, v.name, a.level, v.parent_id, v.path, a.urban, a.in_programme, a.household_count,
           a.registered_population, a.enclosed, a.property_mode, a.managed_since, a.introduced_property, a.is_old,
           a.is_under_renovation, a.is_model, a.longitude, a.latitude, 'ACTIVE', a.valid_from, a.valid_to
    from area_version v join area a on a.id = v.area_id
    where v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
  $$;

  create table area_change (
    id uuid primary key default gen_random_uuid(),
    kind text not null,
    day date not null,
    note text
  );
  create table area_lineage (
    change_id uuid not null,
    predecessor_id uuid not null,
    successor_id uuid not null,
    primary key (change_id, predecessor_id, successor_id)
  );
  create index area_lineage_predecessor on area_lineage (predecessor_id);
  create index area_lineage_successor on area_lineage (successor_id);
`;

const units = /* SQL */ `
  create table unit (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    kind text not null,
    state text not null,
    is_red boolean not null,
    credit_code text,
    area_id uuid not null,
    parent_id uuid
  );
  create unique index unit_credit_code on unit (credit_code) where state = 'ACTIVE';
  create index unit_area on unit (area_id);
  create index unit_name on unit (name, id);
`;

const partyOrganisations = /* SQL */ `
  create table party_organisation (
    id uuid primary key default gen_random_uuid(),
    name text not null,
    kind text not null,
    state text not null,
    area_id uuid not null,
    parent_id uuid,
    established_on date not null,
    dissolved_on date
  );
  create index party_organisation_area on party_organisation (area_id);
  create index party_organisation_parent on party_organisation (parent_id, name, id);
  create index party_organisation_name on party_organisation (name, id);

  create table party_coverage (
    party_organisation_id uuid not null,
    area_id uuid not null,
    kind text not null,
    primary key (party_organisation_id, area_id)
  );
  create index party_coverage_area on party_coverage (area_id);
`;

const people = /* SQL */ `
  create table person (
    id uuid primary key default gen_random_uuid(),
    masked_name text not null,
    masked_phone text,
    political_status text not null,
    birth_year int,
    area_id uuid not null,
    identity_hash bytea,
    state text not null
  );
  create unique index person_identity on person (identity_hash);

  create table person_secret (
    id uuid primary key,
    area_id uuid not null,
    sealed bytea not null
  );

  alter table person_secret enable row level security;
  alter table person_secret force row level security;
  create policy person_secret_in_reach on person_secret using (
    (select current_setting('jinlin.reach', true)) = 'ALL'
    or id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
    or exists (
      select from area
      where area.id = person_secret.area_id
        and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
    )
  );

  create table access_record (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_id text not null,
    role text not null,
    record_type text not null,
    record_id uuid not null,
    purpose text not null
  );
`;

const appointments = /* SQL */ `
  create table appointment (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    person_id uuid not null,
    post text not null,
    area_id uuid not null,
    unit_id uuid,
    party_organisation_id uuid,
    from_on date not null,
    to_on date,
    source text,
    rank text,
    document text,
    is_concurrent boolean not null,
    constraint appointment_ends_after_it_begins check (to_on >= from_on),
    constraint appointment_ended_has_day check ((state = 'ENDED') = (to_on is not null))
  );
  create unique index appointment_one_first_secretary on appointment (area_id)
    where state = 'SERVING' and post = 'FIRST_SECRETARY';
  create unique index appointment_once_a_person on appointment
    (person_id, post, coalesce(party_organisation_id, unit_id, area_id)) where state = 'SERVING';
  create index appointment_area on appointment (area_id, post);
  create index appointment_post on appointment (post, from_on desc, id desc);
  create index appointment_unit on appointment (unit_id, post) where unit_id is not null;
  create index appointment_party_organisation on appointment (party_organisation_id, post)
    where party_organisation_id is not null;
`;
