import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** What volunteers received for the points that they earned (X14). */
export class PointsGrants1763740660000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table points_grant (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        volunteer_id uuid not null references volunteer,
        mechanism text not null,
        from_points int not null,
        granted_on date not null,
        note text,
        rule_version text not null,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create index points_grant_volunteer on points_grant (volunteer_id, granted_on desc, id);
      create index points_grant_area on points_grant (area_id);

      alter table points_grant enable row level security, force row level security;
      create policy grant_in_reach on points_grant using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table points_grant');
  }
}
