import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AreaHeritage1763699000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(seats + coverage + units + pairings + compounds + boundaries);
  }

  async down(db: QueryRunner) {
    await db.query(/* SQL */ `
      drop function area_by_today, area_ground, common_path;
      ${areaOn('')}
      drop table compound_management, former_seat;
      delete from pairing where state = 'DISCARDED';
      delete from allocation where state = 'DISCARDED';
      alter table pairing drop constraint pairing_in_force_has_day,
        add constraint pairing_in_force_has_day check ((state = 'PROPOSED') = (from_on is null));
      alter table unit drop column registered_on, drop column closed_on;
      delete from party_coverage where to_on is not null;
      alter table party_coverage drop constraint party_coverage_one_a_day, drop constraint party_coverage_pkey,
        drop column from_on, drop column to_on,
        add primary key (party_organisation_id, area_id);
    `);
  }
}

const seats = /* SQL */ `
  -- Where a record stood until its area ended or it moved; from_on is null for as long as it is known.
  create table former_seat (
    record_id uuid not null,
    from_on date,
    until_on date not null,
    area_id uuid not null,
    primary key (record_id, until_on),
    constraint former_seat_one_a_day exclude using gist (record_id with =, daterange(from_on, until_on) with &&)
  );
  create index former_seat_area on former_seat (area_id);
`;

const coverage = /* SQL */ `
  alter table party_coverage add column from_on date, add column to_on date;
  update party_coverage set from_on = established_on
    from party_organisation where party_organisation.id = party_coverage.party_organisation_id;
  alter table party_coverage alter column from_on set not null,
    drop constraint party_coverage_pkey, add primary key (party_organisation_id, area_id, from_on),
    add constraint party_coverage_one_a_day exclude using gist
      (party_organisation_id with =, area_id with =, daterange(from_on, to_on) with &&);
`;

const units = /* SQL */ `
  -- Null: on the books for as long as is known.
  alter table unit add column registered_on date, add column closed_on date;
`;

const pairings = /* SQL */ `
  alter table pairing drop constraint pairing_in_force_has_day,
    add constraint pairing_in_force_has_day check ((state in ('PROPOSED', 'DISCARDED')) = (from_on is null));
`;

const compounds = /* SQL */ `
  create table compound_management (
    id uuid primary key default gen_random_uuid(),
    area_id uuid not null,
    from_on date,
    to_on date,
    mode text not null,
    unit_id uuid,
    party_organisation_id uuid,
    until_on date,
    reason text,
    constraint compound_management_one_a_day exclude using gist (area_id with =, daterange(from_on, to_on) with &&)
  );
`;

/** Areas as of a day. A compound is then in the hands that it was in, as far as a change of hands is recorded. */
const areaOn = (managed: string) => /* SQL */ `
  create or replace function area_on(day date) returns setof area language sql stable as $$
    select a.id, a.label, v.code, v.name, a.level, v.parent_id, v.path, a.urban, a.in_programme, a.household_count,
           a.registered_population, a.enclosed, ${managed ? 'coalesce(m.mode, a.property_mode)' : 'a.property_mode'},
           ${managed ? 'case when m.area_id is null then a.managed_since else m.from_on end' : 'a.managed_since'},
           a.introduced_property, a.is_old, a.is_under_renovation, a.is_model, a.longitude, a.latitude, 'ACTIVE',
           a.valid_from, a.valid_to
    from area_version v join area a on a.id = v.area_id ${managed}
    where v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
  $$;
`;

const boundaries = /* SQL */ `
  ${areaOn('left join compound_management m on m.area_id = a.id and daterange(m.from_on, m.to_on) @> day')}

  -- The path of the lowest area that two paths both lie in.
  create function common_path(one text, other text) returns text language sql immutable as $$
    select left(one, n) from generate_series(1, length(one)) n
    where substr(one, n, 1) = '/' and starts_with(other, left(one, n)) order by n desc limit 1
  $$;

  -- Where the ground of an area lies today that has ended: all that came of it, or else what it was part of.
  create function area_ground(ended uuid) returns text language sql stable as $$
    with recursive heir as (
      select ended as id
      union
      select coalesce(lineage.successor_id, area.parent_id)
      from heir join area on area.id = heir.id and area.state = 'CLOSED'
      left join area_lineage lineage on lineage.predecessor_id = area.id
    )
    select common_path(min(area.path), max(area.path))
    from heir join area on area.id = heir.id and area.state = 'ACTIVE'
  $$;

  -- Areas as they were on a day, laid out by the boundaries of today.
  create function area_by_today(day date) returns setof area language sql stable as $$
    select a.id, a.label, v.code, v.name, a.level, v.parent_id, a.path, a.urban, a.in_programme, a.household_count,
           a.registered_population, a.enclosed, a.property_mode, a.managed_since, a.introduced_property, a.is_old,
           a.is_under_renovation, a.is_model, a.longitude, a.latitude, 'ACTIVE', a.valid_from, a.valid_to
    from area a join area_version v on v.area_id = a.id
    where a.state = 'ACTIVE' and v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
    union all
    select a.id, a.label, v.code, v.name, a.level, v.parent_id, area_ground(a.id), a.urban, a.in_programme,
           a.household_count, a.registered_population, a.enclosed, a.property_mode, a.managed_since,
           a.introduced_property, a.is_old, a.is_under_renovation, a.is_model, a.longitude, a.latitude, 'ACTIVE',
           a.valid_from, a.valid_to
    from area a join area_version v on v.area_id = a.id
    where a.state = 'CLOSED' and v.valid_from <= day and (v.valid_to is null or v.valid_to > day)
  $$;
`;
