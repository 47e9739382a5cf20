import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MissedVisits1763740710000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('alter table "case" add missed_visits int not null default 0');
  }

  async down(db: QueryRunner) {
    await db.query('alter table "case" drop missed_visits');
  }
}
