import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;
const isInArea = (table: string) => `exists (
  select from area
  where area.id = ${table}.area_id
    and starts_with(area.path, (select nullif(current_setting('jinlin.area_path', true), '')))
)`;

export class MeansAndPowers1763700000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(communityEconomy + disclosures);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table finance_objection, finance_line, finance_disclosure, community_enterprise, community_income_entry;
    `);
  }
}

const communityEconomy = /* SQL */ `
  create table community_income_entry (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    year int not null,
    model text not null,
    amount bigint not null,
    source_document text not null,
    unit_id uuid,
    booked_on date not null,
    reverses_id uuid,
    constraint community_income_only_reversals_below_zero
      check (case when state = 'REVERSAL' then amount < 0 and reverses_id is not null
                  else amount > 0 and reverses_id is null end)
  );
  create unique index community_income_reversed_once on community_income_entry (reverses_id);
  create index community_income_area on community_income_entry (area_id, year);
  create index community_income_booked on community_income_entry (booked_on desc, id desc);
  create index community_income_unit on community_income_entry (unit_id, year);

  create table community_enterprise (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    unit_id uuid not null,
    area_id uuid not null,
    model text not null,
    from_on date not null,
    to_on date,
    constraint community_enterprise_ended_has_day check ((state = 'ENDED') = (to_on is not null)),
    constraint community_enterprise_ends_after_it_begins check (to_on >= from_on)
  );
  create unique index community_enterprise_run_once on community_enterprise (unit_id) where state = 'RUNNING';
  create index community_enterprise_area on community_enterprise (area_id);
  create index community_enterprise_from on community_enterprise (from_on desc, id desc);
`;

/** Whoever wants to may read what hangs out or once did; drafts are for those who keep the books. */
const disclosures = /* SQL */ `
  create table finance_disclosure (
    id uuid primary key default gen_random_uuid(),
    state text not null,
    area_id uuid not null,
    from_on date not null,
    to_on date not null,
    opening bigint not null,
    income bigint not null,
    expense bigint not null,
    closing bigint not null,
    fees_due bigint not null,
    fees_paid bigint not null,
    dividend bigint not null,
    objection_count int not null,
    published_on date,
    public_until date,
    rule_version text,
    constraint finance_disclosure_adds_up check (closing = opening + income - expense),
    constraint finance_disclosure_ends_after_it_begins check (to_on >= from_on),
    constraint finance_disclosure_hangs_out check (public_until >= published_on),
    constraint finance_disclosure_no_overlap
      exclude using gist (area_id with =, daterange(from_on, to_on, '[]') with &&) where (state <> 'WITHDRAWN')
  );
  create index finance_disclosure_from on finance_disclosure (from_on desc, id desc);
  create index finance_disclosure_area on finance_disclosure (area_id, from_on desc, id desc);
  alter table finance_disclosure enable row level security, force row level security;
  create policy finance_disclosure_in_reach on finance_disclosure
    using (published_on is not null or ${isOwnWork} or ${isInArea('finance_disclosure')});

  create table finance_line (
    disclosure_id uuid not null,
    number int not null,
    kind text not null,
    title text not null,
    amount bigint not null,
    primary key (disclosure_id, number),
    constraint finance_line_above_zero check (amount > 0)
  );
  alter table finance_line enable row level security, force row level security;
  create policy finance_line_with_disclosure on finance_line
    using (exists (select from finance_disclosure d where d.id = disclosure_id));

  create table finance_objection (
    id uuid primary key default gen_random_uuid(),
    disclosure_id uuid not null,
    area_id uuid not null,
    person_id uuid,
    made_on date not null,
    text text not null,
    answer text,
    answered_on date,
    constraint finance_objection_answered_has_day check ((answer is null) = (answered_on is null))
  );
  create index finance_objection_disclosure on finance_objection (disclosure_id, made_on);
  alter table finance_objection enable row level security, force row level security;
  create policy finance_objection_in_reach on finance_objection
    using (${isOwnWork} or ${isOfPerson} or ${isInArea('finance_objection')});
  create policy finance_objection_by_anybody on finance_objection for insert with check (true);
`;
