import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOwnWork } from './reach';

/** What social organisations do for residents, and what funds receive and do (S10, S11). */
export class Funds1763730100000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table fund (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        name text collate "C" not null,
        state text not null,
        founded_on date not null,
        received bigint not null,
        spent bigint not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint fund_never_overdrawn check (0 <= spent and spent <= received)
      );
      create index fund_area_path on fund (area_path);
      create index fund_area on fund (area_id);
      create index fund_name on fund (name, id);

      create table donation (
        id uuid primary key default gen_random_uuid(),
        fund_id uuid not null references fund,
        state text not null,
        amount bigint not null,
        received_on date not null,
        is_anonymous boolean not null,
        masked_donor text,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint donation_amount check (amount > 0),
        constraint donation_anonymous check (is_anonymous = (masked_donor is null))
      );
      create index donation_of_fund on donation (fund_id);
      create index donation_latest on donation (received_on desc, id desc);
      create index donation_area_path on donation (area_path);
      create index donation_area on donation (area_id);

      create table donor (
        donation_id uuid primary key references donation,
        sealed_name bytea not null,
        sealed_phone bytea,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create index donor_area on donor (area_id);

      create table fund_activity (
        id uuid primary key default gen_random_uuid(),
        fund_id uuid not null references fund,
        title text not null,
        state text not null,
        planned_for date not null,
        spent bigint,
        people_aided int,
        person_times int,
        locality_code text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint fund_activity_held check (
          (state = 'HELD') = (spent is not null and people_aided is not null and person_times >= people_aided)
        )
      );
      create index fund_activity_of_fund on fund_activity (fund_id);
      create index fund_activity_latest on fund_activity (planned_for desc, id desc);
      create index fund_activity_area_path on fund_activity (area_path);
      create index fund_activity_area on fund_activity (area_id);

      create table social_service (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        title text not null,
        field text not null,
        state text not null,
        organisation_id uuid not null,
        started_on date not null,
        ended_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint social_service_end check ((state = 'ENDED') = (ended_on is not null))
      );
      create index social_service_organisation on social_service (organisation_id);
      create index social_service_latest on social_service (started_on desc, id desc);
      create index social_service_area_path on social_service (area_path);
      create index social_service_area on social_service (area_id);

      create table social_service_report (
        service_id uuid not null references social_service,
        month date not null,
        new_beneficiaries int not null,
        person_times int not null,
        primary key (service_id, month),
        constraint social_service_report_people check (0 <= new_beneficiaries and new_beneficiaries <= person_times)
      );

      alter table donor enable row level security, force row level security;
      create policy donor_in_reach on donor using (${isOwnWork} or ${isInArea});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table social_service_report, social_service, fund_activity, donor, donation, fund');
  }
}
