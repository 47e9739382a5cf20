import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isInArea = `exists (
  select from area
  where area.id = publication.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

export class Publications1763740800000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(publications);
  }

  async down(db: QueryRunner) {
    await db.query('drop table publication');
  }
}

/** Whoever wants to may read what is published; the rest is for those whose area writes it. */
const publications = /* SQL */ `
  create table publication (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    kind text not null,
    is_for_households boolean not null,
    title text not null,
    text text not null,
    area_id uuid not null,
    drafted_on date not null,
    published_on date,
    until_on date,
    constraint publication_published_has_day check (state <> 'PUBLISHED' or published_on is not null),
    constraint publication_over_after_it_began check (until_on >= published_on)
  );
  create index publication_drafted on publication (drafted_on desc, id desc);
  create index publication_area on publication (area_id, drafted_on desc, id desc);
  create index publication_letters on publication (area_id) where is_for_households and state = 'PUBLISHED';
  alter table publication enable row level security, force row level security;
  create policy publication_in_reach on publication using (state = 'PUBLISHED' or ${isOwnWork} or ${isInArea});
`;
