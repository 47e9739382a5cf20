import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inspections of sites by the checklists of the profiles, such as the six haves (D25). */
export class SiteInspections1763740430000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table site_inspection (
        id uuid primary key default gen_random_uuid(),
        site_id uuid not null references service_site on delete cascade,
        checklist text not null,
        rule_version text not null,
        state text not null,
        inspected_on date not null,
        missing text[] not null,
        remark text,
        mended_on date,
        constraint site_inspection_passed check ((state = 'PASSED') = (missing = '{}')),
        constraint site_inspection_mended check ((state = 'MENDED') = (mended_on is not null))
      );
      create index site_inspection_site on site_inspection (site_id, checklist, inspected_on desc, id desc);
      create index site_inspection_latest on site_inspection (inspected_on desc, id desc);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table site_inspection');
  }
}
