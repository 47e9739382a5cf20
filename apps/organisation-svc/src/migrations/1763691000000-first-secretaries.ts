import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstSecretaries1763691000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(unitLinks);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table community_unit_link;
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
