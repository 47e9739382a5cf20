import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Canteens whole: what a subsidy is made of, meals brought home, allergies, and the settlement of each day (F13). */
export class Canteens1763740510000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table elder_profile
        add column hardships text[] not null default '{}',
        add column allergy_count int not null default 0,
        add column sealed_allergies bytea,
        add constraint elder_profile_allergies check ((allergy_count > 0) = (sealed_allergies is not null));
      alter table elder_profile alter column hardships drop default, alter column allergy_count drop default;

      alter table meal_booking
        add column service text not null default 'AT_TABLE',
        add column subsidy_lines jsonb not null default '[]',
        add column sealed_allergies bytea;
      alter table meal_booking alter column service drop default, alter column subsidy_lines drop default;
      select set_config('jinlin.reach', 'ALL', true);
      update meal_booking
      set subsidy_lines = jsonb_build_array(jsonb_build_object('basis', 'AGE', 'code', null, 'amount', subsidy))
      where subsidy > 0;
      create index meal_booking_allergies on meal_booking (meal_id) where sealed_allergies is not null;

      create table canteen_settlement (
        id uuid primary key default gen_random_uuid(),
        canteen_id uuid not null references service_site on delete cascade,
        day date not null,
        state text not null,
        served int not null,
        delivered int not null,
        missed int not null,
        price bigint not null,
        subsidy bigint not null,
        to_pay bigint not null,
        lines jsonb not null,
        differences jsonb not null,
        run int not null,
        settled_at timestamptz not null,
        operator_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint canteen_settlement_balances check (price = subsidy + to_pay),
        constraint canteen_settlement_meals check (delivered <= served)
      );
      create unique index canteen_settlement_once_a_day on canteen_settlement (canteen_id, day);
      create index canteen_settlement_latest on canteen_settlement (day desc, id desc);
      create index canteen_settlement_area_path on canteen_settlement (area_path);
      create index canteen_settlement_area on canteen_settlement (area_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table canteen_settlement;
      alter table meal_booking drop column service, drop column subsidy_lines, drop column sealed_allergies;
      alter table elder_profile
        drop column hardships, drop column allergy_count, drop column sealed_allergies;
    `);
  }
}
