import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstSecretaries1763691000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(unitLinks + policyDocuments + duties + matchings);
  }

  async down(db: QueryRunner) {
    await db.query(`
      alter table appointment drop column policy_document_id;
      drop table secretary_matching, portfolio, supervision_item, duty_reminder, duty_fulfilment, catalogued_duty_version, catalogued_duty,
        policy_document, community_unit_link;
    `);
  }
}

const unitLinks = /* SQL */ `
  create table community_unit_link (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    unit_id uuid not null,
    area_id uuid not null,
    role text not null,
    from_on date not null,
    to_on date,
    constraint unit_link_ends_after_it_begins check (to_on >= from_on),
    constraint unit_link_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint unit_link_one_lead exclude using gist
      (area_id with =, daterange(from_on, to_on) with &&) where (role = 'LEAD'),
    constraint unit_link_once_a_unit exclude using gist
      (unit_id with =, area_id with =, daterange(from_on, to_on) with &&)
  );
  create index community_unit_link_area on community_unit_link (area_id);
  create index community_unit_link_unit on community_unit_link (unit_id, from_on desc, id desc);
  create index community_unit_link_from on community_unit_link (from_on desc, id desc);
`;

const policyDocuments = /* SQL */ `
  create table policy_document (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    number text,
    issuing_unit_id uuid not null,
    area_id uuid not null,
    drafted_on date not null,
    due_on date,
    in_force_from date,
    repealed_on date,
    constraint policy_document_in_force_is_numbered check
      ((state in ('IN_FORCE', 'REPEALED')) = (number is not null and in_force_from is not null)),
    constraint policy_document_repealed_has_day check ((state = 'REPEALED') = (repealed_on is not null)),
    constraint policy_document_ends_after_it_begins check (repealed_on >= in_force_from)
  );
  create unique index policy_document_number on policy_document (issuing_unit_id, number);
  create index policy_document_area on policy_document (area_id);
  create index policy_document_drafted on policy_document (drafted_on desc, id desc);

  alter table appointment add column policy_document_id uuid;
  create index appointment_policy_document on appointment (policy_document_id)
    where policy_document_id is not null;
`;

const duties = /* SQL */ `
  create table catalogued_duty (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    slot int not null,
    text text not null,
    version int not null,
    from_on date not null,
    constraint catalogued_duty_once_a_slot unique (area_id, slot)
  );
  create table catalogued_duty_version (
    duty_id uuid not null,
    version int not null,
    text text not null,
    from_on date not null,
    primary key (duty_id, version)
  );

  create table duty_fulfilment (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    appointment_id uuid not null,
    duty text,
    period text,
    slot int,
    done_on date not null,
    note text,
    constraint duty_fulfilment_is_for_something check (duty is not null or slot is not null),
    constraint duty_fulfilment_duty_has_period check ((duty is null) = (period is null))
  );
  create unique index duty_fulfilment_once_a_period on duty_fulfilment (appointment_id, duty, period)
    where state = 'RECORDED';
  create index duty_fulfilment_log on duty_fulfilment (appointment_id, done_on desc, id desc);

  create table supervision_item (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    appointment_id uuid not null,
    area_id uuid not null,
    duty text not null,
    period text not null,
    opened_on date not null,
    settled_on date,
    outcome text,
    constraint supervision_item_once_a_period unique (appointment_id, duty, period),
    constraint supervision_item_settled_has_day check ((state = 'SETTLED') = (settled_on is not null))
  );
  create index supervision_item_area on supervision_item (area_id);
  create index supervision_item_opened on supervision_item (opened_on desc, id desc);

  create table duty_reminder (
    appointment_id uuid not null,
    duty text not null,
    period text not null,
    at timestamptz not null,
    primary key (appointment_id, duty, period)
  );
`;

const matchings = /* SQL */ `
  create table portfolio (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    person_id uuid not null,
    area_id uuid not null,
    rank text not null,
    fields text[] not null,
    constraint portfolio_one_a_person unique (person_id)
  );
  create index portfolio_area on portfolio (area_id);

  create table secretary_matching (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    needs jsonb not null,
    candidates jsonb not null,
    opened_on date not null,
    proposed_on date,
    appointment_id uuid,
    constraint secretary_matching_appointed_has_appointment check
      ((state = 'APPOINTED') = (appointment_id is not null))
  );
  create unique index secretary_matching_one_under_way on secretary_matching (area_id)
    where state in ('SURVEYING', 'SURVEYED', 'PROPOSED');
  create index secretary_matching_area on secretary_matching (area_id);
  create index secretary_matching_opened on secretary_matching (opened_on desc, id desc);
`;
