import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What offices write to one another to get work done. */
const papers = ['notice', 'notice_receipt', 'sent_down_matter', 'entry_request'];

/** Working papers are for whoever is signed in, in whatever role; passers-by see what became of the work. */
export class WorkingPapers1763740825000 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const table of papers) {
      await db.query(/* SQL */ `
        alter table ${table} enable row level security, force row level security;
        create policy ${table}_for_signed_in on ${table}
          using ((select current_setting('jinlin.reach', true)) in ('AREA', 'ALL'));
      `);
    }
  }

  async down(db: QueryRunner) {
    for (const table of papers) {
      await db.query(/* SQL */ `
        drop policy ${table}_for_signed_in on ${table};
        alter table ${table} no force row level security, disable row level security;
      `);
    }
  }
}
