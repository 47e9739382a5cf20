import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreements about sites: with doctors, and with whoever runs them (D24). */
export class SiteAgreements1763740420000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table site_agreement (
        id uuid primary key default gen_random_uuid(),
        site_id uuid not null references service_site on delete cascade,
        kind text not null,
        state text not null,
        partner_id uuid not null,
        signed_on date not null,
        ends_on date,
        ended_on date,
        constraint site_agreement_days check (ends_on > signed_on),
        constraint site_agreement_end check ((state = 'ENDED') = (ended_on is not null))
      );
      create unique index site_agreement_once on site_agreement (site_id, kind) where state = 'SIGNED';
      create index site_agreement_site on site_agreement (site_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table site_agreement');
  }
}
