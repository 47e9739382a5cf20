import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MemberAssignments1763740810000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(/* SQL */ `
      alter table registration add column party_organisation_id uuid,
        add constraint registration_assigned_is_of_member check (party_organisation_id is null or person_id is not null);
      create index registration_party_organisation on registration (party_organisation_id, from_on desc, id desc)
        where state = 'ACTIVE' and party_organisation_id is not null;
    `);
  }

  async down(db: QueryRunner) {
    await db.query('alter table registration drop column party_organisation_id');
  }
}
