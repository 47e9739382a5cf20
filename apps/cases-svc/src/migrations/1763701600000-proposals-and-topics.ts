import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProposalsAndTopics1763701600000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table "case" add is_weighed boolean not null default true;
      create index case_to_weigh on "case" (id) where not is_weighed;

      create table governance_proposal (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        case_ids uuid[] not null,
        measure text,
        remark text,
        rule_version text not null,
        raised_at timestamptz not null,
        ended_at timestamptz
      );
      create unique index governance_proposal_one_open on governance_proposal (area_id) where state in ('RAISED', 'ACCEPTED');
      create index governance_proposal_area_path on governance_proposal (area_path);
      create index governance_proposal_area on governance_proposal (area_id);

      create table topic (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        month date not null,
        category text not null,
        title text not null,
        lead_unit_id uuid not null,
        result text,
        chosen_at timestamptz not null,
        ended_at timestamptz
      );
      create unique index topic_once_a_month on topic (area_id, month, category) where state <> 'DROPPED';
      create index topic_area_path on topic (area_path);

      create table zero_evaluation (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        year int not null,
        score int not null,
        remark text,
        evaluated_at timestamptz not null,
        constraint zero_evaluation_once_a_year unique (area_id, year),
        constraint zero_evaluation_score_to_hundred check (score between 0 and 100)
      );
    `);
    for (const table of ['governance_proposal', 'topic', 'zero_evaluation']) {
      await db.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_in_reach on ${table} using (
          (select current_setting('jinlin.reach', true)) = 'ALL'
          or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        );
      `);
    }
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table zero_evaluation, topic, governance_proposal;
      alter table "case" drop is_weighed;
    `);
  }
}
