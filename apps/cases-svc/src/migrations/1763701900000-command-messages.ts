import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CommandMessages1763701900000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table command_message (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        direction text not null,
        sender_id uuid not null,
        sender_path text collate "C" not null,
        recipient_id uuid not null,
        recipient_path text collate "C" not null,
        text text not null,
        answer_by timestamptz,
        answer text,
        case_id uuid,
        whistle_id uuid,
        sent_at timestamptz not null,
        received_at timestamptz,
        answered_at timestamptz,
        confirmed_at timestamptz
      );
      create index command_message_recipient on command_message (recipient_path);
      create index command_message_sender on command_message (sender_path);
      create index command_message_recipient_id on command_message (recipient_id);
      create index command_message_sender_id on command_message (sender_id);

      alter table command_message enable row level security;
      alter table command_message force row level security;
      create policy command_message_on_the_line on command_message using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(sender_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or starts_with(recipient_path, (select nullif(current_setting('jinlin.area_path', true), '')))
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table command_message');
  }
}
