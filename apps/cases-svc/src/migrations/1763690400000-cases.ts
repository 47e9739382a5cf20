import { accessTable, clientKeyTable } from '@jinlin/acts';
import { consumerTable, outboxTable } from '@jinlin/events';
import { historyTable } from '@jinlin/history';
import { replicaTables } from '@jinlin/replicas';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cases1763690400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(replicaTables + historyTable + outboxTable + consumerTable + clientKeyTable + accessTable);
    await db.query(`
      create sequence case_reference;

      create table "case" (
        id uuid primary key default gen_random_uuid(),
        reference text not null,
        locality_code text not null,
        state text not null,
        channel text not null,
        category text not null,
        request_type text not null,
        urgency text not null,
        title text not null,
        description text,
        address text,
        reporter_person_id uuid,
        reporter_masked_name text,
        reporter_masked_phone text,
        reporter_sealed_name bytea,
        reporter_sealed_phone bytea,
        reporter_phone_hash bytea,
        is_confidential boolean not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        responsible_unit_id uuid,
        desk_unit_id uuid,
        outcome text,
        is_resolved_on_site boolean not null,
        note text,
        reply text,
        opened_at timestamptz not null,
        dispatched_at timestamptz,
        handled_at timestamptz,
        visited_at timestamptz,
        closed_at timestamptz,
        due_at timestamptz,
        is_deadline_provisional boolean not null,
        deadline_rule text,
        was_contacted boolean,
        was_solved boolean,
        satisfaction text,
        return_count int not null,
        reopen_count int not null,
        constraint case_reference_unique unique (reference),
        constraint case_closed_has_outcome check (state <> 'CLOSED' or outcome is not null)
      );
      create index case_area_path on "case" (area_path);
      create index case_area on "case" (area_id);
      create index case_newest on "case" (opened_at desc, id desc);
      create index case_unit_newest on "case" (responsible_unit_id, opened_at desc, id desc);
      create index case_desk on "case" (desk_unit_id, opened_at desc, id desc);
      create index case_reporter on "case" (reporter_person_id) where reporter_person_id is not null;
      create index case_reporter_phone on "case" (reporter_phone_hash) where reporter_phone_hash is not null;

      alter table "case" enable row level security;
      alter table "case" force row level security;
      create policy case_in_reach on "case" using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or desk_unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or reporter_person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );

    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table access_record, "case", client_key, consumer, outbox, history, unit, area;
      drop sequence case_reference;
    `);
  }
}
