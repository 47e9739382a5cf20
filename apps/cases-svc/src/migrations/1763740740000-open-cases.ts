import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpenCases1763740740000 implements MigrationInterface {
  async up(db: QueryRunner) {
    // A street's board shows what is open there: a few hundred of millions.
    await db.query('create index case_open on "case" (area_path) where closed_at is null');
  }

  async down(db: QueryRunner) {
    await db.query('drop index case_open');
  }
}
