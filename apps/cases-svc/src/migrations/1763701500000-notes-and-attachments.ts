import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotesAndAttachments1763701500000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table case_attachment (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references "case",
        state text not null,
        purpose text not null,
        name text not null,
        media_type text,
        size_bytes int,
        sha256 text,
        storage_key text,
        is_internal boolean not null,
        added_at timestamptz not null,
        constraint case_attachment_is_a_file_or_a_camera check ((purpose = 'CAMERA') = (sha256 is null))
      );
      create index case_attachment_case on case_attachment (case_id);

      create table case_note (
        id uuid primary key default gen_random_uuid(),
        case_id uuid not null references "case",
        state text not null,
        kind text not null,
        audience text not null,
        text text not null,
        unit_id uuid,
        written_at timestamptz not null
      );
      create index case_note_case on case_note (case_id);
    `);
    // Whoever works reaches an area or a unit; a resident reaches neither, and sees nothing internal.
    for (const [table, isPublic] of [
      ['case_attachment', 'not is_internal'],
      ['case_note', `audience = 'PUBLIC'`],
    ]) {
      await db.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_of_cases_in_reach on ${table} using (
          (select current_setting('jinlin.reach', true)) = 'ALL'
          or (
            (
              ${isPublic}
              or (select nullif(current_setting('jinlin.area_path', true), '')) is not null
              or (select nullif(current_setting('jinlin.unit_id', true), '')) is not null
            )
            and exists (select from "case" where "case".id = ${table}.case_id)
          )
        );
      `);
    }
  }

  async down(db: QueryRunner) {
    await db.query('drop table case_note, case_attachment');
  }
}
