import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JointWork1763696000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(alliances + agreements + orders + activities + brands + placements);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table grid_placement, brand, attendance_sheet, joint_activity, two_way_order, commitment, agreement,
        alliance_membership, alliance;
    `);
  }
}

const alliances = /* SQL */ `
  create table alliance (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    name text not null,
    area_id uuid not null,
    party_organisation_id uuid,
    rules text,
    founded_on date not null,
    dissolved_on date,
    constraint alliance_ends_after_it_begins check (dissolved_on >= founded_on),
    constraint alliance_dissolved_has_day check ((state = 'DISSOLVED') = (dissolved_on is not null))
  );
  create unique index alliance_one_of_a_kind on alliance (area_id, kind) where state = 'ACTIVE';
  create index alliance_founded on alliance (founded_on desc, id desc);

  create table alliance_membership (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    alliance_id uuid not null,
    unit_id uuid not null,
    area_id uuid not null,
    role text not null,
    duty text,
    from_on date not null,
    to_on date,
    constraint alliance_membership_ends_after_it_begins check (to_on >= from_on),
    constraint alliance_membership_left_has_day check ((state = 'LEFT') = (to_on is not null)),
    constraint alliance_membership_one_convener exclude using gist
      (alliance_id with =, daterange(from_on, to_on) with &&) where (role = 'CONVENER'),
    constraint alliance_membership_once_a_unit exclude using gist
      (unit_id with =, alliance_id with =, daterange(from_on, to_on) with &&)
  );
  create index alliance_membership_alliance on alliance_membership (alliance_id, from_on desc, id desc);
  create index alliance_membership_unit on alliance_membership (unit_id, from_on desc, id desc);
  create index alliance_membership_area on alliance_membership (area_id);
`;

const agreements = /* SQL */ `
  create table agreement (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    title text not null,
    theme text,
    area_id uuid not null,
    unit_id uuid not null,
    proposed_by text not null,
    from_on date not null,
    to_on date not null,
    signed_on date,
    ended_on date,
    constraint agreement_ends_after_it_begins check (to_on >= from_on),
    constraint agreement_signed_has_day check ((state in ('PROPOSED', 'WITHDRAWN')) = (signed_on is null)),
    constraint agreement_ended_has_day check ((state in ('CONCLUDED', 'TERMINATED')) = (ended_on is not null))
  );
  create index agreement_area on agreement (area_id, from_on desc, id desc);
  create index agreement_unit on agreement (unit_id, from_on desc, id desc);
  create index agreement_from on agreement (from_on desc, id desc);

  create table commitment (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    agreement_id uuid not null,
    area_id uuid not null,
    unit_id uuid not null,
    promised_by text not null,
    content text not null,
    working_days int,
    wanted_on date,
    due_on date,
    kept_on date,
    constraint commitment_is_for_some_day check ((working_days is null) <> (wanted_on is null)),
    constraint commitment_promised_has_day check
      (due_on is not null or state in ('OFFERED', 'RELEASED')),
    constraint commitment_kept_has_day check ((state in ('KEPT', 'KEPT_LATE')) = (kept_on is not null)),
    constraint commitment_late_is_late check ((state = 'KEPT_LATE') = (kept_on is not null and kept_on > due_on))
  );
  create index commitment_agreement on commitment (agreement_id, due_on, id);
  create index commitment_area on commitment (area_id);
  create index commitment_unit on commitment (unit_id);
  create index commitment_open on commitment (due_on) where state in ('PROMISED', 'DUE');
`;

const orders = /* SQL */ `
  create table two_way_order (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    placed_by text not null,
    area_id uuid not null,
    unit_id uuid,
    alliance_id uuid,
    title text not null,
    details text,
    theme text,
    placed_on date not null,
    wanted_by date not null,
    fulfilled_on date,
    score int,
    comment text,
    constraint two_way_order_is_to_somebody check (unit_id is not null or (alliance_id is not null and placed_by = 'COMMUNITY')),
    constraint two_way_order_answered_has_unit check (unit_id is not null or state in ('PLACED', 'WITHDRAWN')),
    constraint two_way_order_fulfilled_has_day check ((state in ('FULFILLED', 'APPRAISED')) = (fulfilled_on is not null)),
    constraint two_way_order_appraised_has_score check ((state = 'APPRAISED') = (score is not null)),
    constraint two_way_order_score check (score between 1 and 5)
  );
  create index two_way_order_area on two_way_order (area_id, placed_on desc, id desc);
  create index two_way_order_unit on two_way_order (unit_id, placed_on desc, id desc);
  create index two_way_order_placed on two_way_order (placed_on desc, id desc);
`;

const activities = /* SQL */ `
  create table joint_activity (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    title text not null,
    area_id uuid not null,
    series text,
    theme text,
    organiser_ids uuid[] not null,
    agreement_id uuid,
    day date not null
  );
  create index joint_activity_area on joint_activity (area_id, day desc, id desc);
  create index joint_activity_organisers on joint_activity using gin (organiser_ids);
  create index joint_activity_agreement on joint_activity (agreement_id) where agreement_id is not null;
  create index joint_activity_day on joint_activity (day desc, id desc);

  create table attendance_sheet (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    activity_id uuid not null,
    area_id uuid not null,
    unit_id uuid,
    party_organisation_id uuid,
    heads int not null,
    day date not null,
    constraint attendance_sheet_heads check (heads > 0),
    constraint attendance_sheet_of_one check (unit_id is null or party_organisation_id is null)
  );
  create unique index attendance_sheet_once
    on attendance_sheet (activity_id, area_id, unit_id, party_organisation_id) nulls not distinct
    where state = 'RECORDED';
  create index attendance_sheet_activity on attendance_sheet (activity_id, day desc, id desc);
  create index attendance_sheet_area on attendance_sheet (area_id);
  create index attendance_sheet_unit on attendance_sheet (unit_id) where unit_id is not null;
  create index attendance_sheet_day on attendance_sheet (day desc, id desc);
`;

const brands = /* SQL */ `
  create table brand (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    name text not null,
    meaning text,
    area_id uuid not null,
    from_on date not null,
    to_on date,
    constraint brand_ends_after_it_begins check (to_on >= from_on),
    constraint brand_retired_has_day check ((state = 'RETIRED') = (to_on is not null))
  );
  create unique index brand_one_an_area on brand (area_id) where state = 'IN_USE';
  create index brand_name on brand (name, id);
`;

const placements = /* SQL */ `
  create table grid_placement (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    unit_id uuid not null,
    area_id uuid not null,
    from_on date not null,
    to_on date,
    constraint grid_placement_ends_after_it_begins check (to_on >= from_on),
    constraint grid_placement_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint grid_placement_once_a_unit exclude using gist
      (unit_id with =, area_id with =, daterange(from_on, to_on) with &&)
  );
  create index grid_placement_area on grid_placement (area_id);
  create index grid_placement_unit on grid_placement (unit_id, from_on desc, id desc);
  create index grid_placement_from on grid_placement (from_on desc, id desc);
`;
