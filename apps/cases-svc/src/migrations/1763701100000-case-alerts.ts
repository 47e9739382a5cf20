import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CaseAlerts1763701100000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case"
        add deadline_set_at timestamptz,
        add alerts text[] not null default '{}',
        add next_alert_at timestamptz;
      create index case_next_alert on "case" (next_alert_at) where next_alert_at is not null;
    `);
  }

  async down(db: QueryRunner) {
    await db.query('alter table "case" drop deadline_set_at, drop alerts, drop next_alert_at');
  }
}
