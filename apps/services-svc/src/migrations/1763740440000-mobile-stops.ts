import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where mobile offices call (H7). */
export class MobileStops1763740440000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table mobile_stop (
        id uuid primary key default gen_random_uuid(),
        site_id uuid not null references service_site on delete cascade,
        weekday text not null,
        opens_at text not null,
        closes_at text not null,
        spot text not null,
        longitude float8,
        latitude float8,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint mobile_stop_span check (opens_at < closes_at)
      );
      create index mobile_stop_site on mobile_stop (site_id);
      create index mobile_stop_area on mobile_stop (area_id);
      create index mobile_stop_area_path on mobile_stop (area_path);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table mobile_stop');
  }
}
