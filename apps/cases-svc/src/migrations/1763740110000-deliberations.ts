import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deliberations1763740110000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table deliberation (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        procedure text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        title text not null,
        proposal text not null,
        category text,
        case_id uuid references "case",
        disclosed_at timestamptz,
        hangs_from timestamptz,
        hangs_until timestamptz,
        is_provisional boolean not null,
        disputes jsonb not null,
        is_in_dispute boolean not null,
        result text,
        rating_count int,
        rating_average float8,
        organisation_score int,
        organisation_remark text,
        reason text,
        rule_version text not null,
        proposed_at timestamptz not null,
        ended_at timestamptz,
        constraint deliberation_score_one_to_five check (organisation_score between 1 and 5)
      );
      create index deliberation_area_path on deliberation (area_path, proposed_at desc);
      create index deliberation_area on deliberation (area_id);
      create index deliberation_case on deliberation (case_id) where case_id is not null;

      create table deliberation_rating (
        deliberation_id uuid not null references deliberation,
        person_id uuid not null,
        score int not null,
        primary key (deliberation_id, person_id),
        constraint deliberation_rating_one_to_five check (score between 1 and 5)
      );

      create table vote (
        id uuid primary key default gen_random_uuid(),
        deliberation_id uuid not null references deliberation,
        council_id uuid not null references council,
        state text not null,
        step text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        is_secret boolean not null,
        elector_count int not null,
        cast_count int not null,
        quorum int not null,
        majority_percent int not null,
        opened_at timestamptz not null,
        closes_at timestamptz not null,
        closed_at timestamptz,
        outcome text,
        in_favour int,
        against int,
        abstained int,
        digest text,
        reason text,
        constraint vote_cast_by_electors check (cast_count between 0 and elector_count)
      );
      create index vote_deliberation on vote (deliberation_id);
      create unique index vote_one_at_a_time on vote (deliberation_id) where state = 'OPEN';
      create index vote_area on vote (area_id);

      create table elector (
        vote_id uuid not null references vote,
        person_id uuid not null,
        deliberation_id uuid not null references deliberation,
        area_id uuid not null,
        area_path text collate "C" not null,
        has_voted boolean not null,
        choice text,
        primary key (vote_id, person_id)
      );
      create index elector_person on elector (person_id);
      create index elector_deliberation on elector (deliberation_id, person_id);
      create index elector_area on elector (area_id);

      -- Nothing here tells whose a ballot is: no person, no time, and from the count on no order of arrival either.
      create table ballot (
        id uuid primary key default gen_random_uuid(),
        vote_id uuid not null references vote,
        commitment text not null,
        choice text not null
      );
      create index ballot_vote on ballot (vote_id, commitment);

      alter table deliberation enable row level security;
      alter table deliberation force row level security;
      create policy deliberation_in_reach on deliberation using (${inReach('area_path')});
      create policy deliberation_disclosed on deliberation for select using (
        disclosed_at is not null
        or exists (select from elector e where e.deliberation_id = deliberation.id and e.person_id = ${PERSON})
      );

      alter table deliberation_rating enable row level security;
      alter table deliberation_rating force row level security;
      create policy deliberation_rating_in_reach on deliberation_rating using (
        ${ALL} or person_id = ${PERSON}
        or exists (select from deliberation d where d.id = deliberation_id and ${inReach('d.area_path')})
      );

      alter table vote enable row level security;
      alter table vote force row level security;
      create policy vote_in_reach on vote using (
        ${inReach('area_path')}
        or exists (select from elector e where e.vote_id = vote.id and e.person_id = ${PERSON})
      );
      create policy vote_of_deliberations on vote for select using (
        exists (select from deliberation d where d.id = deliberation_id)
      );

      alter table elector enable row level security;
      alter table elector force row level security;
      create policy elector_in_reach on elector using (${inReach('area_path')} or person_id = ${PERSON});

      alter table ballot enable row level security;
      alter table ballot force row level security;
      create policy ballot_is_cast on ballot for insert with check (
        ${ALL} or ${COUNTED} or exists (select from vote v where v.id = vote_id and v.state = 'OPEN')
      );
      create policy ballot_is_shown on ballot for select using (
        ${ALL} or ${COUNTED} or exists (select from vote v where v.id = vote_id and v.state = 'CLOSED')
      );
      create policy ballot_is_shuffled on ballot for delete using (${COUNTED});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table ballot, elector, vote, deliberation_rating, deliberation');
  }
}

const setting = (name: string) => `(select nullif(current_setting('jinlin.${name}', true), ''))`;
const ALL = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const PERSON = `${setting('person_id')}::uuid`;
const COUNTED = `vote_id = ${setting('counted_vote_id')}::uuid`;
const inReach = (path: string) => `(${ALL} or starts_with(${path}, ${setting('area_path')}))`;
