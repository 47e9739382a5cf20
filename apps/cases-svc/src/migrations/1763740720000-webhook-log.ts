import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WebhookLog1763740720000 implements MigrationInterface {
  async up(db: QueryRunner) {
    // Deliveries are written in the order of time, so that a few bytes for many pages find the old ones.
    await db.query('create index webhook_delivery_at on webhook_delivery using brin (event_at)');
  }

  async down(db: QueryRunner) {
    await db.query('drop index webhook_delivery_at');
  }
}
