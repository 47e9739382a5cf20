import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Routing1763701200000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case"
        add first_unit_id uuid,
        add classes text[] not null default '{}';
      create index case_classified on "case" (area_path) where classes <> '{}';
    `);
  }

  async down(db: QueryRunner) {
    await db.query('alter table "case" drop first_unit_id, drop classes');
  }
}
