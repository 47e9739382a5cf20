import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isOfUnit = `unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

/** Rows of a table that speaks of people are shown to their community or unit, and to the person. */
const keptToThoseConcerned = (table: string) => /* SQL */ `
  alter table ${table} enable row level security, force row level security;
  create policy ${table}_in_reach on ${table}
    using (${isOwnWork} or ${isOfUnit} or ${isOfPerson} or ${isInArea(table)});
`;

export class DualRegistration1763692000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(registrations + pairings + serviceItems + reports + visits);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table member_visit, service_evaluation, service_report, service_participation, service_claim, service_item,
        pairing, allocation, registration;
      drop sequence registration_receipt;
    `);
  }
}

const registrations = /* SQL */ `
  create sequence registration_receipt;

  create table registration (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    receipt text not null,
    unit_id uuid,
    person_id uuid,
    area_id uuid not null,
    member_class text,
    from_on date not null,
    to_on date,
    constraint registration_of_somebody check ((kind = 'UNIT') = (person_id is null)),
    constraint registration_of_unit_has_unit check (kind = 'RESIDENCE' or unit_id is not null),
    constraint registration_of_member_has_class check ((person_id is null) = (member_class is null)),
    constraint registration_ends_after_it_begins check (to_on >= from_on),
    constraint registration_ended_has_day check ((state = 'ENDED') = (to_on is not null))
  );
  create unique index registration_receipt_unique on registration (receipt);
  create unique index registration_one_of_member on registration (person_id, kind) where state = 'ACTIVE';
  create unique index registration_one_of_unit on registration (unit_id, area_id)
    where state = 'ACTIVE' and person_id is null;
  create index registration_unit on registration (unit_id, person_id);
  create index registration_person on registration (person_id);
  create index registration_area on registration (area_id);
  create index registration_from on registration (from_on desc, id desc);
  ${keptToThoseConcerned('registration')}
  create policy registration_of_unit_is_open on registration for select using (person_id is null);
`;

const pairings = /* SQL */ `
  create table allocation (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null
  );

  create table pairing (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    allocation_id uuid not null,
    unit_id uuid not null,
    area_id uuid not null,
    reasons jsonb not null,
    proposed_at timestamptz not null,
    from_on date,
    to_on date,
    constraint pairing_in_force_has_day check ((state = 'PROPOSED') = (from_on is null)),
    constraint pairing_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint pairing_ends_after_it_begins check (to_on >= from_on)
  );
  create unique index pairing_one_of_community on pairing (area_id) where state = 'ADOPTED';
  create index pairing_allocation on pairing (allocation_id);
  create index pairing_unit on pairing (unit_id);
  create index pairing_proposed on pairing (proposed_at desc, id desc);
`;

const serviceItems = /* SQL */ `
  create table service_item (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    kind text not null,
    area_id uuid not null,
    needed int not null,
    claimed int not null,
    from_on date not null,
    to_on date not null,
    constraint service_item_never_oversold check (claimed between 0 and needed),
    constraint service_item_ends_after_it_begins check (to_on >= from_on)
  );
  create index service_item_area on service_item (area_id, from_on desc, id desc);
  create index service_item_from on service_item (from_on desc, id desc);

  create table service_claim (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    item_id uuid not null,
    registration_id uuid not null,
    person_id uuid not null,
    unit_id uuid,
    area_id uuid not null,
    claimed_on date not null
  );
  create unique index service_claim_once on service_claim (item_id, person_id) where state <> 'WITHDRAWN';
  create index service_claim_person on service_claim (person_id);
  create index service_claim_unit on service_claim (unit_id, person_id);
  create index service_claim_area on service_claim (area_id);
  create index service_claim_claimed on service_claim (claimed_on desc, id desc);
  ${keptToThoseConcerned('service_claim')}

  create table service_participation (
    id uuid primary key default gen_random_uuid(),
    claim_id uuid not null,
    person_id uuid not null,
    unit_id uuid,
    area_id uuid not null,
    day date not null,
    hours double precision not null,
    constraint service_participation_hours check (hours between 0 and 12)
  );
  create unique index service_participation_once_a_day on service_participation (claim_id, day);
  create index service_participation_unit on service_participation (unit_id, person_id);
  create index service_participation_person on service_participation (person_id);
  create index service_participation_area on service_participation (area_id);
  create index service_participation_day on service_participation (day desc, id desc);
  ${keptToThoseConcerned('service_participation')}
`;

const reports = /* SQL */ `
  create table service_report (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    unit_id uuid not null,
    person_id uuid,
    branch_id uuid,
    superior_id uuid,
    area_id uuid not null,
    year int not null,
    half int,
    from_on date not null,
    to_on date not null,
    members int not null,
    claims int not null,
    participations int not null,
    hours double precision not null,
    constraint service_report_of_member_is_half check ((kind = 'MEMBER') = (person_id is not null and half is not null))
  );
  create unique index service_report_once on service_report (unit_id, person_id, year, half) nulls not distinct;
  create index service_report_area on service_report (area_id);
  create index service_report_from on service_report (from_on desc, id desc);
  ${keptToThoseConcerned('service_report')}

  create table service_evaluation (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    registration_id uuid not null,
    unit_id uuid,
    person_id uuid,
    area_id uuid not null,
    year int not null,
    score int not null,
    comment text,
    constraint service_evaluation_score check (score between 0 and 100)
  );
  create unique index service_evaluation_once_a_year on service_evaluation (registration_id, year);
  create index service_evaluation_unit on service_evaluation (unit_id, year desc, id desc);
  create index service_evaluation_person on service_evaluation (person_id);
  ${keptToThoseConcerned('service_evaluation')}
`;

const visits = /* SQL */ `
  create table member_visit (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    unit_id uuid,
    category text not null,
    day date not null,
    members int not null,
    issues_collected int not null,
    constraint member_visit_members check (members > 0)
  );
  create index member_visit_area on member_visit (area_id, day desc, id desc);
  create index member_visit_day on member_visit (day desc, id desc);
`;
