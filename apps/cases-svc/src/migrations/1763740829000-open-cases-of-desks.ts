import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenCasesOfDesks1763740829000 implements MigrationInterface {
  async up(db: QueryRunner) {
    // A desk works through what is open there by the day that it is due; what it closed in years is far more.
    await db.query(
      'create index case_desk_open on "case" (desk_unit_id) where closed_at is null and desk_unit_id is not null',
    );
  }

  async down(db: QueryRunner) {
    await db.query('drop index case_desk_open');
  }
}
