import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Premises as they were found (H9, D26). Which kinds of sites there are is said by the profiles, no more by a table. */
export class Premises1763740410000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table service_site
        drop constraint service_site_kind_fkey,
        add premises_layout text,
        add premises_source text,
        add appraised_on date,
        add constraint service_site_appraised check ((premises_layout is null) = (appraised_on is null));
      drop table site_kind;
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      create table site_kind (code text primary key, zh text not null, en text not null);
      insert into site_kind select distinct kind, kind, kind from service_site;
      alter table service_site
        add constraint service_site_kind_fkey foreign key (kind) references site_kind,
        drop premises_layout,
        drop premises_source,
        drop appraised_on;
    `);
  }
}
