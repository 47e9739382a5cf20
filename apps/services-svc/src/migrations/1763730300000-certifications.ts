import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What communities and villages are recognised for (S22, S23). */
export class Certifications1763730300000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table certification (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        kind text not null,
        state text not null,
        awarded_on date not null,
        revoked_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint certification_revoked check ((state = 'REVOKED') = (revoked_on is not null))
      );
      create unique index certification_once on certification (area_id, kind) where state = 'HELD';
      create index certification_latest on certification (awarded_on desc, id desc);
      create index certification_area_path on certification (area_path);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table certification');
  }
}
