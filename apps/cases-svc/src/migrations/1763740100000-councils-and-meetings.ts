import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CouncilsAndMeetings1763740100000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table council (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        kind text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        name text not null,
        alliance_id uuid,
        proposal_id uuid references governance_proposal,
        founded_on date not null,
        dissolved_on date,
        last_met_on date,
        next_meeting_due_on date,
        meeting_count int not null
      );
      create index council_area_path on council (area_path);
      create index council_area on council (area_id);
      create index council_alliance on council (alliance_id) where alliance_id is not null;
      create index council_proposal on council (proposal_id) where proposal_id is not null;

      create table council_member (
        id uuid primary key default gen_random_uuid(),
        council_id uuid not null references council,
        person_id uuid,
        unit_id uuid,
        role text not null,
        side text,
        duty text,
        "from" date not null,
        "to" date,
        constraint council_member_is_somebody check (person_id is not null or unit_id is not null)
      );
      create index council_member_council on council_member (council_id);
      create index council_member_person on council_member (person_id) where "to" is null;
      create index council_member_unit on council_member (unit_id) where "to" is null;
      create unique index council_member_one_chair on council_member (council_id) where role = 'CHAIR' and "to" is null;
      create unique index council_member_sits_once on council_member (council_id, person_id) where "to" is null;

      create table meeting (
        id uuid primary key default gen_random_uuid(),
        council_id uuid not null references council,
        council_kind text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        number int not null,
        purpose text not null,
        scheduled_for timestamptz not null,
        venue text not null,
        present_member_ids uuid[] not null,
        opened_at timestamptz,
        closed_at timestamptz,
        minutes text
      );
      create unique index meeting_number on meeting (council_id, number);
      create index meeting_area_path on meeting (area_path, scheduled_for desc);
      create index meeting_area on meeting (area_id);

      create table matter (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        kind text not null,
        form text not null,
        urgency text not null,
        source text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        title text not null,
        case_id uuid references "case",
        meeting_id uuid references meeting,
        council_kind text,
        agenda_number int,
        due_at timestamptz not null,
        is_provisional boolean not null,
        rule_version text not null,
        resolution text,
        votes_in_favour int,
        votes_against int,
        votes_abstained int,
        consulted_unit_ids uuid[] not null,
        task_unit_ids uuid[] not null,
        result text,
        raised_at timestamptz not null,
        discussed_at timestamptz,
        ended_at timestamptz
      );
      create index matter_area_path on matter (area_path, raised_at desc);
      create index matter_area on matter (area_id);
      create index matter_meeting on matter (meeting_id) where meeting_id is not null;
      create index matter_case on matter (case_id) where case_id is not null;
      create index matter_units on matter using gin (task_unit_ids);

      create table matter_task (
        id uuid primary key default gen_random_uuid(),
        matter_id uuid not null references matter,
        unit_id uuid not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        task text not null,
        due_at timestamptz not null,
        is_provisional boolean not null,
        result text,
        ended_at timestamptz
      );
      create index matter_task_matter on matter_task (matter_id);
      create index matter_task_area_path on matter_task (area_path, due_at);
      create index matter_task_area on matter_task (area_id);
      create index matter_task_unit on matter_task (unit_id, due_at);

      alter table council enable row level security;
      alter table council force row level security;
      create policy council_is_known on council for select using (true);
      create policy council_in_reach on council using (${inReach('area_path')});

      alter table council_member enable row level security;
      alter table council_member force row level security;
      create policy council_member_in_reach on council_member using (
        ${ALL} or person_id = ${PERSON} or unit_id = ${UNIT}
        or exists (select from council where council.id = council_id and ${inReach('council.area_path')})
      );

      alter table meeting enable row level security;
      alter table meeting force row level security;
      create policy meeting_in_reach on meeting using (${inReach('area_path')});
      create policy meeting_of_members on meeting for select using (exists (
        select from council_member m
        where m.council_id = meeting.council_id and m."to" is null and (m.person_id = ${PERSON} or m.unit_id = ${UNIT})
      ));

      alter table matter enable row level security;
      alter table matter force row level security;
      create policy matter_in_reach on matter using (${inReach('area_path')});
      create policy matter_of_units on matter for select using (
        ${UNIT} = any(task_unit_ids) or ${UNIT} = any(consulted_unit_ids)
        or exists (select from meeting where meeting.id = meeting_id)
      );

      alter table matter_task enable row level security;
      alter table matter_task force row level security;
      create policy matter_task_in_reach on matter_task using (${inReach('area_path')} or unit_id = ${UNIT});
      create policy matter_task_of_matters on matter_task for select using (
        exists (select from matter where matter.id = matter_id)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table matter_task, matter, meeting, council_member, council');
  }
}

const setting = (name: string) => `(select nullif(current_setting('jinlin.${name}', true), ''))`;
const ALL = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const PERSON = `${setting('person_id')}::uuid`;
const UNIT = `${setting('unit_id')}::uuid`;
const inReach = (path: string) => `(${ALL} or starts_with(${path}, ${setting('area_path')}))`;
