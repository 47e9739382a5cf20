import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RenewalProjects1763740310000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table renewal_project (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        kind text not null,
        title text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        buildings int not null,
        households int not null,
        budget bigint not null,
        first_secretary_id uuid,
        community_secretary_id uuid,
        working_group text,
        outputs jsonb not null,
        inspections jsonb not null,
        acceptance_due_on date,
        accepted_on date,
        award bigint,
        evaluation_score int,
        remark text,
        rule_version text not null,
        proposed_at timestamptz not null,
        approved_at timestamptz,
        begun_at timestamptz,
        ended_at timestamptz,
        constraint renewal_project_counts check (buildings >= 0 and households >= 0 and budget > 0),
        constraint renewal_project_score check (evaluation_score between 0 and 100)
      );
      create index renewal_project_area_path on renewal_project (area_path);
      create index renewal_project_area on renewal_project (area_id);
      create index renewal_project_latest on renewal_project (proposed_at desc, id desc);

      create table renewal_fund (
        id uuid primary key default gen_random_uuid(),
        project_id uuid not null references renewal_project,
        state text not null,
        source text not null,
        unit_id uuid,
        amount bigint not null,
        pledged_at timestamptz not null,
        received_at timestamptz,
        constraint renewal_fund_amount check (amount > 0)
      );
      create index renewal_fund_project on renewal_fund (project_id);

      create table renewal_milestone (
        id uuid primary key default gen_random_uuid(),
        project_id uuid not null references renewal_project,
        state text not null,
        title text not null,
        due_on date not null,
        reached_on date
      );
      create index renewal_milestone_project on renewal_milestone (project_id);
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table renewal_milestone, renewal_fund, renewal_project');
  }
}
