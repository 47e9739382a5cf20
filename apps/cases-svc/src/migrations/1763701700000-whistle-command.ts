import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WhistleCommand1763701700000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table whistle add tier text not null default 'COMMUNITY';
      alter table summons
        add tier text not null default 'COMMUNITY',
        add escalate_at timestamptz,
        add escalated_at timestamptz,
        add task text;
      create index summons_silent on summons (escalate_at) where escalate_at is not null;
      create index summons_unit on summons (unit_id, notified_at);

      alter table "case" add called_unit_ids uuid[] not null default '{}';
      create index case_called on "case" using gin (called_unit_ids) where called_unit_ids <> '{}';
      alter policy case_in_reach on "case" using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or desk_unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(assisting_unit_ids)
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(called_unit_ids)
        or reporter_person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      alter policy case_in_reach on "case" using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or desk_unit_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)
        or (select nullif(current_setting('jinlin.unit_id', true), '')::uuid) = any(assisting_unit_ids)
        or reporter_person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
      );
      alter table "case" drop called_unit_ids;
      alter table summons drop tier, drop escalate_at, drop escalated_at, drop task;
      alter table whistle drop tier;
    `);
  }
}
