import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOfUnit, isOwnWork } from './reach';

/** Services that are bought for residents: contracts, orders with their hours, and what is paid. */
export class ServiceContracts1763740640000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table service_contract (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        title text not null,
        field text not null,
        state text not null,
        purchaser_id uuid not null,
        provider_id uuid not null,
        starts_on date not null,
        ends_on date not null,
        hourly_price int not null,
        amount bigint not null,
        committed bigint not null,
        accepted bigint not null,
        paid bigint not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint service_contract_span check (starts_on <= ends_on),
        constraint service_contract_never_exceeded check (
          hourly_price > 0 and 0 <= paid and paid <= accepted and accepted <= committed and committed <= amount
        )
      );
      create index service_contract_latest on service_contract (starts_on desc, id desc);
      create index service_contract_area_path on service_contract (area_path);
      create index service_contract_area on service_contract (area_id);
      create index service_contract_provider on service_contract (provider_id);

      create table service_payment (
        id bigint generated always as identity primary key,
        contract_id uuid not null references service_contract,
        amount bigint not null check (amount > 0),
        paid_on date not null
      );
      create index service_payment_contract on service_payment (contract_id);

      create table service_order (
        id uuid primary key default gen_random_uuid(),
        contract_id uuid not null references service_contract,
        state text not null,
        elder_id uuid references elder_profile,
        item text not null,
        planned_for timestamptz not null,
        minutes int not null,
        served_minutes int,
        served_at timestamptz,
        amount bigint not null,
        rating int,
        unit_id uuid not null,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint service_order_served check (
          (state in ('SERVED', 'ACCEPTED')) = (served_minutes between 1 and minutes and served_at is not null)
        )
      );
      create index service_order_latest on service_order (planned_for desc, id desc);
      create index service_order_contract on service_order (contract_id);
      create index service_order_elder on service_order (elder_id) where elder_id is not null;
      create index service_order_area on service_order (area_id);

      alter table service_order enable row level security, force row level security;
      create policy order_in_reach on service_order
        using (${isOwnWork} or ${isInArea} or ${isOfPerson} or ${isOfUnit});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table service_order, service_payment, service_contract');
  }
}
