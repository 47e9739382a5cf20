import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VisitNeeds1763740820000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table demand add visit_follow_up_id uuid');
  }

  async down(db: QueryRunner) {
    await db.query('alter table demand drop column visit_follow_up_id');
  }
}
