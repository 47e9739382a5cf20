import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isOfUnit = `unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

export class MeansAndPowers1763700000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(
      communityEconomy + disclosures + deployments + powers + responsibility + committees + tags,
    );
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table tag, committee_session, committee_member, committee;
      drop table responsibility_place, responsibility_area;
      drop table street_body, power_use, power_list;
      drop table roster_sheet, deployment_shift, deployment, deployment_call;
      drop table finance_objection, finance_line, finance_disclosure, community_enterprise, community_income_entry;
    `);
  }
}

const communityEconomy = /* SQL */ `
  create table community_income_entry (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    year int not null,
    model text not null,
    amount bigint not null,
    source_document text not null,
    unit_id uuid,
    booked_on date not null,
    reverses_id uuid,
    constraint community_income_only_reversals_below_zero
      check (case when state = 'REVERSAL' then amount < 0 and reverses_id is not null
                  else amount > 0 and reverses_id is null end)
  );
  create unique index community_income_reversed_once on community_income_entry (reverses_id);
  create index community_income_area on community_income_entry (area_id, year);
  create index community_income_booked on community_income_entry (booked_on desc, id desc);
  create index community_income_unit on community_income_entry (unit_id, year);

  create table community_enterprise (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    unit_id uuid not null,
    area_id uuid not null,
    model text not null,
    from_on date not null,
    to_on date,
    constraint community_enterprise_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint community_enterprise_ends_after_it_begins check (to_on >= from_on)
  );
  create unique index community_enterprise_run_once on community_enterprise (unit_id) where state = 'RUNNING';
  create index community_enterprise_area on community_enterprise (area_id);
  create index community_enterprise_from on community_enterprise (from_on desc, id desc);
`;

/** Whoever wants to may read what hangs out or once did; drafts are for those who keep the books. */
const disclosures = /* SQL */ `
  create table finance_disclosure (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    from_on date not null,
    to_on date not null,
    opening bigint not null,
    income bigint not null,
    expense bigint not null,
    closing bigint not null,
    fees_due bigint not null,
    fees_paid bigint not null,
    dividend bigint not null,
    objection_count int not null,
    published_on date,
    public_until date,
    rule_version text,
    constraint finance_disclosure_adds_up check (closing = opening + income - expense),
    constraint finance_disclosure_ends_after_it_begins check (to_on >= from_on),
    constraint finance_disclosure_hangs_out check (public_until >= published_on),
    constraint finance_disclosure_no_overlap
      exclude using gist (area_id with =, daterange(from_on, to_on, '[]') with &&) where (state <> 'WITHDRAWN')
  );
  create index finance_disclosure_from on finance_disclosure (from_on desc, id desc);
  create index finance_disclosure_area on finance_disclosure (area_id, from_on desc, id desc);
  alter table finance_disclosure enable row level security, force row level security;
  create policy finance_disclosure_in_reach on finance_disclosure
    using (published_on is not null or ${isOwnWork} or ${isInArea('finance_disclosure')});

  create table finance_line (
    disclosure_id uuid not null,
    number int not null,
    kind text not null,
    title text not null,
    amount bigint not null,
    primary key (disclosure_id, number),
    constraint finance_line_above_zero check (amount > 0)
  );
  alter table finance_line enable row level security, force row level security;
  create policy finance_line_with_disclosure on finance_line
    using (exists (select from finance_disclosure d where d.id = disclosure_id));

  create table finance_objection (
    id uuid primary key default gen_random_uuid(),
    disclosure_id uuid not null,
    area_id uuid not null,
    person_id uuid,
    made_on date not null,
    text text not null,
    answer text,
    answered_on date,
    constraint finance_objection_answered_has_day check ((answer is null) = (answered_on is null))
  );
  create index finance_objection_disclosure on finance_objection (disclosure_id, made_on);
  alter table finance_objection enable row level security, force row level security;
  create policy finance_objection_in_reach on finance_objection
    using (${isOwnWork} or ${isOfPerson} or ${isInArea('finance_objection')});
  create policy finance_objection_by_anybody on finance_objection for insert with check (true);
`;

/** Nobody is at two places on one day, nor on two shifts at one time: PostgreSQL holds to both. */
const deployments = /* SQL */ `
  create table deployment_call (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    area_id uuid not null,
    from_on date not null,
    to_on date not null,
    needed int not null,
    signed_up int not null,
    constraint deployment_call_ends_after_it_begins check (to_on >= from_on)
  );
  create index deployment_call_from on deployment_call (from_on desc, id desc);

  create table deployment (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    call_id uuid not null,
    person_id uuid not null,
    unit_id uuid,
    area_id uuid not null,
    signed_up_on date not null,
    from_on date,
    to_on date,
    reported_in_at timestamptz,
    released_at timestamptz,
    constraint deployment_sent_has_days check (state not in ('ASSIGNED', 'ON_DUTY', 'RELEASED') or from_on is not null),
    constraint deployment_ends_after_it_begins check (to_on >= from_on),
    constraint deployment_at_one_place
      exclude using gist (person_id with =, daterange(from_on, to_on, '[]') with &&)
      where (state in ('ASSIGNED', 'ON_DUTY', 'RELEASED'))
  );
  create unique index deployment_signed_up_once on deployment (call_id, person_id)
    where state in ('SIGNED_UP', 'ASSIGNED', 'ON_DUTY');
  create index deployment_area on deployment (area_id);
  create index deployment_unit on deployment (unit_id);
  create index deployment_signed_up on deployment (signed_up_on desc, id desc);
  alter table deployment enable row level security, force row level security;
  create policy deployment_in_reach on deployment
    using (${isOwnWork} or ${isOfUnit} or ${isOfPerson} or ${isInArea('deployment')});

  create table deployment_shift (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    deployment_id uuid not null,
    person_id uuid not null,
    area_id uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    task text not null,
    constraint deployment_shift_ends_after_it_begins check (ends_at > starts_at),
    constraint deployment_shift_one_at_a_time
      exclude using gist (person_id with =, tstzrange(starts_at, ends_at) with &&)
      where (state in ('PLANNED', 'SERVED'))
  );
  create index deployment_shift_deployment on deployment_shift (deployment_id, starts_at);
  alter table deployment_shift enable row level security, force row level security;
  create policy deployment_shift_with_deployment on deployment_shift
    using (${isOwnWork} or exists (select from deployment d where d.id = deployment_id));

  create table roster_sheet (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    call_id uuid,
    unit_id uuid not null,
    area_id uuid not null,
    from_on date not null,
    to_on date not null,
    people int not null,
    members int not null,
    constraint roster_sheet_counts check (people > 0 and members between 0 and people),
    constraint roster_sheet_ends_after_it_begins check (to_on >= from_on),
    constraint roster_sheet_once
      exclude using gist (unit_id with =, area_id with =, daterange(from_on, to_on, '[]') with &&)
      where (state = 'HANDED_IN')
  );
  create index roster_sheet_from on roster_sheet (from_on desc, id desc);
  create index roster_sheet_area on roster_sheet (area_id);
  create index roster_sheet_call on roster_sheet (call_id);
  create index roster_sheet_unit on roster_sheet (unit_id);
`;

/** What an office advises may tell of people, so it is for the office, for the unit and for those above. */
const powers = /* SQL */ `
  create table power_list (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    area_id uuid not null,
    level text not null,
    number int,
    powers text[] not null,
    policy_document_id uuid,
    from_on date,
    to_on date,
    rule_version text not null,
    constraint power_list_not_empty check (cardinality(powers) > 0),
    constraint power_list_issued_has_day
      check ((state in ('DRAFT', 'DISCARDED')) = (from_on is null) and (from_on is null) = (number is null)),
    constraint power_list_ended_has_day check ((state in ('SUPERSEDED', 'REPEALED')) = (to_on is not null)),
    constraint power_list_one_at_a_time
      exclude using gist (area_id with =, level with =, daterange(from_on, to_on) with &&)
      where (from_on is not null)
  );
  create unique index power_list_number on power_list (area_id, level, number);
  create index power_list_powers on power_list using gin (powers);

  create table power_use (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    power text not null,
    list_id uuid not null,
    unit_id uuid not null,
    day date not null,
    content text not null,
    answer text,
    answered_on date,
    constraint power_use_answered check ((state in ('ADOPTED', 'DECLINED')) = (answer is not null))
  );
  create index power_use_day on power_use (day desc, id desc);
  create index power_use_area on power_use (area_id);
  create index power_use_unit on power_use (unit_id, day desc, id desc);
  alter table power_use enable row level security, force row level security;
  create policy power_use_in_reach on power_use
    using (${isOwnWork} or ${isOfUnit} or ${isInArea('power_use')});

  create table street_body (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    name text not null,
    kind text not null,
    platform text,
    area_id uuid not null,
    unit_id uuid,
    staff int not null,
    windows text[] not null,
    from_on date not null,
    to_on date,
    constraint street_body_platform_is_named check ((kind = 'PLATFORM') = (platform is not null)),
    constraint street_body_closed_has_day check ((state = 'CLOSED') = (to_on is not null)),
    constraint street_body_ends_after_it_begins check (to_on >= from_on)
  );
  create unique index street_body_one_team on street_body (area_id) where kind = 'ENFORCEMENT_TEAM' and state = 'RUNNING';
  create unique index street_body_one_for_platform on street_body (area_id, platform)
    where kind = 'PLATFORM' and state = 'RUNNING';
  create index street_body_street on street_body (area_id, id);
`;

/** Every place is in one responsibility area of a kind at a time, on every day of the past as well. */
const responsibility = /* SQL */ `
  create table responsibility_area (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    name text not null,
    kind text not null,
    area_id uuid not null,
    holder_id uuid not null,
    from_on date not null,
    to_on date,
    constraint responsibility_area_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint responsibility_area_ends_after_it_begins check (to_on > from_on)
  );
  create index responsibility_area_from on responsibility_area (from_on desc, id desc);
  create index responsibility_area_area on responsibility_area (area_id);
  create index responsibility_area_holder on responsibility_area (holder_id);

  create table responsibility_place (
    responsibility_area_id uuid not null,
    area_id uuid not null,
    from_on date not null,
    to_on date,
    kind text not null,
    primary key (responsibility_area_id, area_id, from_on),
    constraint responsibility_place_ends_after_it_begins check (to_on > from_on),
    constraint responsibility_place_one_of_a_kind
      exclude using gist (area_id with =, kind with =, daterange(from_on, to_on) with &&)
  );
`;

const committees = /* SQL */ `
  create table committee (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    area_id uuid not null,
    parent_id uuid,
    founded_on date not null,
    dissolved_on date,
    constraint committee_dissolved_has_day check ((state = 'DISSOLVED') = (dissolved_on is not null)),
    constraint committee_dissolved_after_it_was_founded check (dissolved_on >= founded_on)
  );
  create index committee_founded on committee (founded_on desc, id desc);
  create index committee_area on committee (area_id);
  create index committee_parent on committee (parent_id);

  create table committee_member (
    id uuid primary key default gen_random_uuid(),
    committee_id uuid not null,
    unit_id uuid not null,
    person_id uuid,
    role text not null,
    duty text,
    from_on date not null,
    to_on date,
    constraint committee_member_ends_after_it_begins check (to_on >= from_on)
  );
  create unique index committee_member_unit_once on committee_member (committee_id, unit_id) where to_on is null;
  create unique index committee_member_one_chair on committee_member (committee_id) where role = 'CHAIR' and to_on is null;
  create index committee_member_of_unit on committee_member (unit_id);

  create table committee_session (
    id uuid primary key default gen_random_uuid(),
    committee_id uuid not null,
    day date not null,
    agenda text not null,
    decisions text not null,
    attended_ids uuid[] not null,
    constraint committee_session_once_a_day unique (committee_id, day),
    constraint committee_session_attended check (cardinality(attended_ids) > 0)
  );
`;

const tags = /* SQL */ `
  create table tag (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    record_id uuid not null,
    area_id uuid not null,
    grouping text not null,
    part text not null,
    tagged_on date not null
  );
  create unique index tag_once on tag (record_id, grouping, part) where state = 'ATTACHED';
  create index tag_area on tag (area_id, grouping);
  create index tag_tagged on tag (tagged_on desc, id desc);
`;
