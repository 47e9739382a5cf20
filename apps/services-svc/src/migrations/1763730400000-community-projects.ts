import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Public-service projects of the community-run economy (D28). */
export class CommunityProjects1763730400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table community_project (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        title text not null,
        kind text not null,
        state text not null,
        enterprise_id uuid not null,
        started_on date not null,
        ended_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint community_project_ended check ((state = 'ENDED') = (ended_on is not null))
      );
      create index community_project_latest on community_project (started_on desc, id desc);
      create index community_project_enterprise on community_project (enterprise_id);
      create index community_project_area_path on community_project (area_path);
      create index community_project_area on community_project (area_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table community_project');
  }
}
