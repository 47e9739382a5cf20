import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

/** Rows that speak of people are shown to those whose area holds them, and to the person. */
const keptToThoseConcerned = (table: string) => /* SQL */ `
  alter table ${table} enable row level security, force row level security;
  create policy ${table}_in_reach on ${table}
    using (${isOwnWork} or ${isOfPerson} or ${isInArea(table)});
`;

export class EvaluationAndWorkers1763697000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(communityWorkers + evaluations + honours + trainings);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table training_attendance, training_course, honour, evaluation_sheet, annual_assessment, evaluation_round, career_move, worker_assessment, community_worker;
    `);
  }
}

const communityWorkers = /* SQL */ `
  create table community_worker (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    person_id uuid not null,
    area_id uuid not null,
    appointment_id uuid not null,
    grade text not null,
    graded_on date not null,
    education text not null,
    from_on date not null,
    to_on date,
    constraint community_worker_ends_after_it_begins check (to_on >= from_on),
    constraint community_worker_ended_has_day check ((state = 'SERVING') = (to_on is null))
  );
  create unique index community_worker_one_service on community_worker (person_id) where state = 'SERVING';
  create index community_worker_person on community_worker (person_id);
  create index community_worker_area on community_worker (area_id);
  create index community_worker_from on community_worker (from_on desc, id desc);
  ${keptToThoseConcerned('community_worker')}

  create table worker_assessment (
    worker_id uuid not null,
    year int not null,
    person_id uuid not null,
    area_id uuid not null,
    level text not null,
    primary key (worker_id, year)
  );
  ${keptToThoseConcerned('worker_assessment')}

  create table career_move (
    id uuid primary key default gen_random_uuid(),
    worker_id uuid not null,
    person_id uuid not null,
    area_id uuid not null,
    kind text not null,
    institution_post_at uuid,
    moved_on date not null,
    left_on date,
    constraint career_move_once unique (worker_id, kind)
  );
  create index career_move_area on career_move (area_id);
  create index career_move_institution_post on career_move (institution_post_at) where institution_post_at is not null;
  create index career_move_moved on career_move (moved_on desc, id desc);
  ${keptToThoseConcerned('career_move')}
  create policy career_move_at_post on career_move for select using (exists (
    select from area
    where area.id = career_move.institution_post_at
      and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
  ));
`;

const evaluations = /* SQL */ `
  create table evaluation_round (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    scheme text not null,
    year int not null,
    rule_version text not null,
    due_on date not null,
    told text
  );
  create unique index evaluation_round_once_a_year on evaluation_round (area_id, scheme, year)
    where state <> 'WITHDRAWN';
  create index evaluation_round_year on evaluation_round (year desc, id desc);

  create table annual_assessment (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    round_id uuid not null,
    scheme text not null,
    year int not null,
    unit_id uuid,
    area_id uuid not null,
    rule_version text not null,
    composite double precision,
    lines jsonb,
    service_evaluation_ids uuid[] not null,
    constraint annual_assessment_composite check (composite between 0 and 100),
    constraint annual_assessment_reckoned_whole check
      ((state = 'ASSESSED') = (composite is not null) and (composite is null) = (lines is null))
  );
  create unique index annual_assessment_once_a_round on annual_assessment (round_id, coalesce(unit_id, area_id));
  create index annual_assessment_unit on annual_assessment (unit_id) where unit_id is not null;
  create index annual_assessment_area on annual_assessment (area_id);
  create index annual_assessment_best on annual_assessment (year desc, coalesce(composite, -1) desc, id desc);

  create table evaluation_sheet (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    assessment_id uuid not null,
    evaluator text not null,
    evaluator_id uuid not null,
    unit_id uuid,
    area_id uuid not null,
    domain text not null,
    score int not null,
    voices int not null,
    comment text,
    rule_version text not null,
    constraint evaluation_sheet_score check (score >= 0),
    constraint evaluation_sheet_voices check (voices > 0 and (voices = 1 or evaluator = 'MASSES'))
  );
  create unique index evaluation_sheet_once on evaluation_sheet (assessment_id, evaluator, evaluator_id, domain)
    where state = 'GIVEN';
  alter table evaluation_sheet enable row level security, force row level security;
  create policy evaluation_sheet_in_reach on evaluation_sheet using (
    ${isOwnWork} or ${isInArea('evaluation_sheet')}
    or unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
  );
  create policy evaluation_sheet_of_closed_round_is_open on evaluation_sheet for select using (exists (
    select from annual_assessment s where s.id = evaluation_sheet.assessment_id and s.state = 'ASSESSED'
  ));
`;

const honours = /* SQL */ `
  create table honour (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    level text not null,
    year int not null,
    person_id uuid,
    party_organisation_id uuid,
    post text,
    area_id uuid not null,
    recommended_on date not null,
    conferred_on date,
    constraint honour_of_one check ((person_id is null) <> (party_organisation_id is null)),
    constraint honour_conferred_has_day check ((state in ('CONFERRED', 'REVOKED')) = (conferred_on is not null))
  );
  create unique index honour_once_a_year on honour (kind, level, year, coalesce(person_id, party_organisation_id))
    where state in ('RECOMMENDED', 'CANDIDATE', 'CONFERRED');
  create index honour_person on honour (person_id) where person_id is not null;
  create index honour_party_organisation on honour (party_organisation_id) where party_organisation_id is not null;
  create index honour_area on honour (area_id);
  create index honour_recommended on honour (recommended_on desc, id desc);
  ${keptToThoseConcerned('honour')}
  create policy honour_conferred_is_open on honour for select using (state = 'CONFERRED' or person_id is null);
`;

const trainings = /* SQL */ `
  create table training_course (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    title text not null,
    posts text[] not null,
    from_on date not null,
    to_on date not null,
    hours int not null,
    attendees int not null,
    constraint training_course_ends_after_it_begins check (to_on >= from_on),
    constraint training_course_has_post check (cardinality(posts) > 0)
  );
  create index training_course_area on training_course (area_id);
  create index training_course_from on training_course (from_on desc, id desc);

  create table training_attendance (
    course_id uuid not null,
    person_id uuid not null,
    area_id uuid not null,
    hours int not null,
    has_passed boolean not null,
    primary key (course_id, person_id),
    constraint training_attendance_hours check (hours >= 0)
  );
  create index training_attendance_person on training_attendance (person_id);
  ${keptToThoseConcerned('training_attendance')}
`;
