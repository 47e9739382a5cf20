import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MicroWishes1763740300000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table micro_wish (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        channel text not null,
        wisher_group text,
        collection_site_id uuid,
        title text,
        taker_unit_id uuid,
        taker_person_id uuid,
        expires_at timestamptz,
        claim_count int not null,
        realisation text,
        rating int,
        remark text,
        points int,
        rule_version text not null,
        collected_at timestamptz not null,
        posted_at timestamptz,
        first_claimed_at timestamptz,
        claimed_at timestamptz,
        realised_at timestamptz,
        confirmed_at timestamptz,
        constraint micro_wish_one_taker check (taker_unit_id is null or taker_person_id is null),
        constraint micro_wish_is_taken check (
          state not in ('DISPATCHED', 'CLAIMED') or num_nonnulls(taker_unit_id, taker_person_id) = 1
        ),
        constraint micro_wish_rating check (rating between 1 and 5)
      );
      create index micro_wish_area_path on micro_wish (area_path);
      create index micro_wish_area on micro_wish (area_id);
      create index micro_wish_newest on micro_wish (collected_at desc, id desc);
      create index micro_wish_taker_unit on micro_wish (taker_unit_id) where taker_unit_id is not null;
      create index micro_wish_taker_person on micro_wish (taker_person_id) where taker_person_id is not null;
      create index micro_wish_expiring on micro_wish (expires_at) where state in ('DISPATCHED', 'CLAIMED');

      create table wisher (
        wish_id uuid primary key,
        area_id uuid not null,
        area_path text collate "C" not null,
        person_id uuid,
        is_protected boolean not null,
        words text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        sealed_address bytea
      );
      create index wisher_person on wisher (person_id) where person_id is not null;
      create index wisher_area on wisher (area_id);

      alter table wisher enable row level security;
      alter table wisher force row level security;
      create policy wisher_in_reach on wisher using (
        (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
        or (not is_protected and (select current_setting('jinlin.reach', true)) = 'AREA')
      );

      alter table micro_wish enable row level security;
      alter table micro_wish force row level security;
      create policy micro_wish_in_reach on micro_wish using (
        posted_at is not null
        or (select current_setting('jinlin.reach', true)) = 'ALL'
        or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        or id in (
          select wish_id from wisher
          where person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)
             or starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))
        )
      );
    `);
  }

  async down(db: QueryRunner) {
    await db.query('drop table micro_wish, wisher');
  }
}
