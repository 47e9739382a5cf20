import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Duplicates1763701400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case"
        add main_case_id uuid references "case",
        add constraint case_merged_into_another check (main_case_id <> id);
      create index case_main on "case" (main_case_id) where main_case_id is not null;
      create index case_community_newest on "case" (community_id, opened_at desc, id desc);
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop index case_community_newest;
      alter table "case" drop constraint case_merged_into_another, drop main_case_id;
    `);
  }
}
