import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** What funds grant to people in difficulty, one by one (S11). The fund keeps the sums, which are open data. */
export class FundGrants1763740824000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table fund
        add granted bigint not null default 0,
        add grants int not null default 0,
        add beneficiaries int not null default 0,
        add constraint fund_grants_add_up check (
          0 <= granted and granted <= spent and 0 <= beneficiaries and beneficiaries <= grants
        );

      create table fund_grant (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        fund_id uuid not null references fund,
        state text not null,
        beneficiary bytea not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        hardship text not null,
        amount bigint not null,
        granted_on date not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null,
        constraint fund_grant_amount check (amount > 0)
      );
      create index fund_grant_beneficiary on fund_grant (fund_id, beneficiary) where state = 'GRANTED';
      create index fund_grant_latest on fund_grant (granted_on desc, id desc);
      create index fund_grant_area_path on fund_grant (area_path);
      create index fund_grant_area on fund_grant (area_id);
      create index fund_grant_person on fund_grant (person_id) where person_id is not null;

      alter table fund_grant enable row level security, force row level security;
      create policy fund_grant_in_reach on fund_grant using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table fund_grant; alter table fund drop granted, drop grants, drop beneficiaries');
  }
}
