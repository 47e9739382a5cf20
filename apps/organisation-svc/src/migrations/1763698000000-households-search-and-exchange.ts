import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = (column: string) =>
  `${column} = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

export class HouseholdsSearchAndExchange1763698000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(houseCodes + residents + livingRooms + search + imports);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table import_run, search_entry, living_room, resident_secret, resident_registration, household_register,
        house_code;
      alter table person_secret drop column name_hash, drop column initials_hash, drop column other_initials_hash;
      drop index person_masked_name;
    `);
  }
}

const houseCodes = /* SQL */ `
  create table house_code (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    code text not null,
    area_id uuid not null,
    issued_on date not null,
    revoked_on date,
    successor_id uuid,
    constraint house_code_revoked_has_day check ((state = 'REVOKED') = (revoked_on is not null))
  );
  create unique index house_code_unique on house_code (code);
  create unique index house_code_one_of_household on house_code (area_id) where state = 'ACTIVE';
  create index house_code_area on house_code (area_id);

  create table household_register (
    area_id uuid primary key,
    residents int not null,
    constraint household_register_residents check (residents >= 0)
  );
`;

/**
 * Whoever scans a code may register somebody, in an area that they do not see: so anybody may insert, and the code
 * is proof enough. They see what they handed in, and their own.
 */
const keptToTheHousehold = (table: string, person: string) => /* SQL */ `
  alter table ${table} enable row level security, force row level security;
  create policy ${table}_in_reach on ${table} using (
    ${isOwnWork} or ${isOfPerson('registrant_id')} ${person} or ${isInArea(table)}
  );
  create policy ${table}_handed_in on ${table} for insert with check (true);
`;

const residents = /* SQL */ `
  create table resident_registration (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    house_code_id uuid not null,
    area_id uuid not null,
    masked_name text not null,
    masked_phone text,
    birth_year int,
    registered_on date not null,
    returned_on date,
    registrant_id uuid,
    person_id uuid,
    likeness bytea,
    constraint resident_registration_confirmed_is_somebody
      check ((state in ('CONFIRMED', 'ENDED')) = (person_id is not null)),
    constraint resident_registration_erased check ((state in ('REJECTED', 'WITHDRAWN')) = (likeness is null))
  );
  create unique index resident_registration_once on resident_registration (likeness) where state = 'CONFIRMED';
  create index resident_registration_likeness on resident_registration (likeness);
  create index resident_registration_area on resident_registration (area_id, registered_on desc, id desc);
  create index resident_registration_day on resident_registration (registered_on desc, id desc);
  create index resident_registration_registrant on resident_registration (registrant_id, registered_on);
  create index resident_registration_person on resident_registration (person_id) where person_id is not null;
  ${keptToTheHousehold('resident_registration', `or ${isOfPerson('person_id')}`)}

  create table resident_secret (
    id uuid primary key,
    area_id uuid not null,
    registrant_id uuid,
    sealed bytea not null
  );
  ${keptToTheHousehold('resident_secret', '')}
`;

const livingRooms = /* SQL */ `
  create table living_room (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    party_organisation_id uuid not null,
    site_id uuid not null,
    from_on date not null,
    to_on date,
    constraint living_room_ends_after_it_begins check (to_on >= from_on),
    constraint living_room_ended_has_day check ((state = 'ENDED') = (to_on is not null))
  );
  create unique index living_room_one_of_branch on living_room (party_organisation_id) where state = 'ASSIGNED';
  create unique index living_room_of_one_branch on living_room (site_id) where state = 'ASSIGNED';
`;

const search = /* SQL */ `
  create table search_entry (
    id uuid primary key,
    kind text not null,
    sort text not null,
    path text collate "C",
    given text not null,
    name text collate "C" not null,
    initials text collate "C" not null,
    code text collate "C",
    grams text[] collate "C" not null,
    constraint search_entry_of_area_has_path check ((kind = 'AREA') = (path is not null))
  );
  create index search_entry_areas on search_entry using gin (grams) where kind = 'AREA';
  create index search_entry_units on search_entry using gin (grams) where kind = 'UNIT';
  create index search_entry_code on search_entry (code);
  create index person_masked_name on person (masked_name, area_id);

  alter table person_secret add column name_hash bytea, add column initials_hash bytea,
    add column other_initials_hash bytea;
  create index person_secret_name on person_secret (name_hash);
  create index person_secret_initials on person_secret (initials_hash);
  create index person_secret_other_initials on person_secret (other_initials_hash)
    where other_initials_hash is not null;
`;

const imports = /* SQL */ `
  create table import_run (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    at timestamptz not null,
    area_id uuid,
    rows int not null,
    applied int not null,
    faults jsonb not null
  );
  create index import_run_at on import_run (at desc, id desc);
`;
