import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

export class EntryAndSelection1763695000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(entryList + emergencies + notices + selections);
  }

  async down(db: QueryRunner) {
    await db.query(
      'drop table selection_candidate, selection, notice_receipt, notice, emergency_period, assessment_item, entry_request, sent_down_matter, issued_entry_list',
    );
  }
}

const entryList = /* SQL */ `
  create table issued_entry_list (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    area_id uuid not null,
    effective_from date not null,
    withdrawn_on date,
    entries jsonb not null,
    constraint issued_entry_list_withdrawn_has_day check ((state = 'WITHDRAWN') = (withdrawn_on is not null))
  );
  create unique index issued_entry_list_one_a_day on issued_entry_list (area_id, effective_from)
    where state = 'ISSUED';

  create table sent_down_matter (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    entry_code text,
    entry_request_id uuid,
    unit_id uuid not null,
    area_id uuid not null,
    due_at date not null,
    rule_version text not null,
    constraint sent_down_matter_is_admitted check ((entry_code is null) <> (entry_request_id is null))
  );
  create index sent_down_matter_area on sent_down_matter (area_id);
  create index sent_down_matter_due on sent_down_matter (due_at, id);

  create table entry_request (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    reason text not null,
    unit_id uuid not null,
    area_id uuid not null,
    requested_on date not null,
    valid_until date,
    constraint entry_request_approved_has_day check (state <> 'APPROVED' or valid_until is not null)
  );
  create index entry_request_unit on entry_request (unit_id, title);

  create table assessment_item (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    unit_id uuid not null,
    area_id uuid not null,
    cancelled_on date,
    cancel_reason text,
    constraint assessment_item_cancelled_has_day check ((state = 'CANCELLED') = (cancelled_on is not null))
  );
  create index assessment_item_area on assessment_item (area_id);
`;

const emergencies = /* SQL */ `
  create table emergency_period (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    template text not null,
    area_id uuid not null,
    from_on date not null,
    until_on date not null,
    to_on date,
    reason text not null,
    authority text not null,
    rule_version text not null,
    constraint emergency_period_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint emergency_period_ends_after_it_begins check (until_on >= from_on and to_on >= from_on)
  );
  create index emergency_period_template on emergency_period (template, from_on);
  create index emergency_period_latest on emergency_period (from_on desc, id desc);
`;

const notices = /* SQL */ `
  create table notice (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    template text not null,
    posts text[] not null,
    area_id uuid not null,
    title text not null,
    text text not null,
    sent_on date not null,
    constraint notice_comes_to_somebody check (cardinality(posts) > 0)
  );
  create index notice_posts on notice using gin (posts);
  create index notice_latest on notice (sent_on desc, id desc);

  create table notice_receipt (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    notice_id uuid not null,
    appointment_id uuid not null,
    at timestamptz not null,
    constraint notice_receipt_once unique (notice_id, appointment_id)
  );
`;

/** Who stands for a post is shown to those who are responsible for the place, and to the person. */
const selections = /* SQL */ `
  create table selection (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    post text not null,
    area_id uuid not null,
    opened_on date not null,
    eligible_voters int,
    appointment_id uuid,
    failed_at text,
    failure_reason text,
    rule_version text not null,
    constraint selection_appointed_has_appointment check ((state = 'APPOINTED') = (appointment_id is not null)),
    constraint selection_failed_has_reason check (
      (state = 'FAILED') = (failed_at is not null) and (failed_at is null) = (failure_reason is null)
    )
  );
  create unique index selection_one_under_way on selection (area_id, post)
    where state not in ('APPOINTED', 'FAILED');
  create unique index selection_appointment on selection (appointment_id);
  create index selection_latest on selection (opened_on desc, id desc);

  create table selection_candidate (
    id uuid primary key default gen_random_uuid(),
    selection_id uuid not null,
    area_id uuid not null,
    person_id uuid not null,
    source text,
    priority int not null,
    verdict text,
    verdict_reason text,
    votes int,
    is_elected boolean not null,
    scores jsonb not null,
    evaluation_note text,
    constraint selection_candidate_once unique (selection_id, person_id),
    constraint selection_candidate_struck_has_reason check ((verdict = 'STRUCK') = (verdict_reason is not null))
  );
  create unique index selection_candidate_one_elected on selection_candidate (selection_id) where is_elected;
  create index selection_candidate_person on selection_candidate (person_id);
  alter table selection_candidate enable row level security, force row level security;
  create policy selection_candidate_in_reach on selection_candidate
    using (${isOwnWork} or ${isOfPerson} or ${isInArea('selection_candidate')});
`;
