import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Placing1763740730000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case" add "placing" text not null default 'GIVEN';
      create index case_to_place on "case" (area_path) where "placing" <> 'GIVEN';
    `);
  }

  async down(db: QueryRunner) {
    await db.query('alter table "case" drop "placing"');
  }
}
