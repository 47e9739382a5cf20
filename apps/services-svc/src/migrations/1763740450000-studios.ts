import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOwnWork } from './reach';

/** Who receives people at studios of two representatives and one member (F17). That they do is open; whole names are not. */
export class Studios1763740450000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table studio_representative (
        id uuid primary key default gen_random_uuid(),
        site_id uuid not null references service_site on delete cascade,
        role text not null,
        state text not null,
        masked_name text not null,
        sealed_name bytea not null,
        seated_on date not null,
        released_on date,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint studio_representative_left check ((state = 'RELEASED') = (released_on is not null))
      );
      create index studio_representative_site on studio_representative (site_id);
      create index studio_representative_area on studio_representative (area_id);
      create index studio_representative_area_path on studio_representative (area_path);

      alter table studio_representative enable row level security, force row level security;
      create policy representative_is_open on studio_representative for select using (true);
      create policy representative_seated_in_reach on studio_representative for insert
        with check (${isOwnWork} or ${isInArea});
      create policy representative_changed_in_reach on studio_representative for update
        using (${isOwnWork} or ${isInArea});
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table studio_representative');
  }
}
