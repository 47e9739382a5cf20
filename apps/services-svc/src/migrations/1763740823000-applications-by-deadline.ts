import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A desk reads what is open by what is due soonest; whose clock stands comes last. */
export class ApplicationsByDeadline1763740823000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create index service_application_due
        on service_application (coalesce(due_at, 'infinity'::timestamptz), id)
        where state not in ('DONE', 'FEEDBACK', 'WITHDRAWN')
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop index service_application_due');
  }
}
