import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Open311Updates1763720200000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      -- History grows in the order of time, so that a few bytes for many pages find a day in it.
      create index history_at on history using brin (at);
      create index case_note_public on case_note (written_at) where audience = 'PUBLIC';
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop index history_at, case_note_public');
  }
}
