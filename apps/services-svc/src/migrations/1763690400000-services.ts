import { accessTable, clientKeyTable } from '@jinlin/acts';
import { consumerTable, outboxTable } from '@jinlin/events';
import { historyTable } from '@jinlin/history';
import { replicaTables } from '@jinlin/replicas';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const isOwnWork = `(select current_setting('jinlin.reach', true)) = 'ALL'`;
const isInArea = `starts_with(area_path, (select nullif(current_setting('jinlin.area_path', true), '')))`;
const isOfElderInArea = isInArea.replace('area_path', 'elder_area_path');
const isOfUnit = `operator_id = (select nullif(current_setting('jinlin.unit_id', true), '')::uuid)`;
const isOfPerson = `person_id = (select nullif(current_setting('jinlin.person_id', true), '')::uuid)`;

export class Services1763690400000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(replicaTables + historyTable + outboxTable + consumerTable + clientKeyTable + accessTable);
    await db.query(`
      create table site_kind (
        code text primary key,
        zh text not null,
        en text not null
      );
      insert into site_kind values
        ('CLINIC', '社区卫生服务站', 'Clinic'),
        ('COMMUNITY_COLLEGE', '社区学院', 'Community college'),
        ('COMMUNITY_PREMISES', '社区综合用房', 'Community premises'),
        ('CULTURE_SPORT', '文体设施', 'Culture and sports facility'),
        ('DAY_CARE', '日间照料中心', 'Day-care centre'),
        ('EDUCATION_CENTRE', '社区教育中心', 'Community education centre'),
        ('ELDER_CANTEEN', '长者食堂', 'Elder canteen'),
        ('ELDERLY_CENTRE', '养老服务中心（站）', 'Elderly service centre'),
        ('HOME_CARE_CENTRE', '居家养老服务中心', 'Home-care centre'),
        ('MOBILE_OFFICE', '流动办公服务点', 'Mobile office'),
        ('NEIGHBOUR_HOUSE', '近邻小屋、邻里活动区', 'Neighbour house or activity area'),
        ('NEIGHBOUR_LIVING_ROOM', '邻里客厅', 'Neighbour living room'),
        ('PARTY_MASS_STATION', '党群服务站', 'Party-mass service station'),
        ('RESIDENTS_SCHOOL', '居民学校', 'Residents'' school'),
        ('SCHOOL', '学校', 'School'),
        ('SELF_SERVICE_24H', '7×24小时自助服务站', 'Self-service station, 7 × 24'),
        ('SERVICE_CENTRE', '党群服务中心', 'Party-mass service centre'),
        ('SERVICE_POINT', '党群服务点', 'Party-mass service point'),
        ('TCM_HALL', '中医馆', 'Hall of traditional medicine'),
        ('VILLAGE_CLINIC', '村卫生室', 'Village clinic');

      create table site_function (
        code text primary key,
        zh text not null,
        en text not null
      );
      insert into site_function values
        ('ACTIVITIES', '党员活动', 'Members'' activities'),
        ('AGENCY', '红色代办', 'Red agency service'),
        ('CONSULTATION', '居民议事', 'Residents'' consultation'),
        ('COUNCIL_HALL', '议事厅', 'Council hall'),
        ('EDUCATION', '教育', 'Education'),
        ('ELDERLY', '养老', 'Elderly care'),
        ('EMPLOYMENT', '就业', 'Employment'),
        ('MEALS', '助餐', 'Meals'),
        ('MEDIATION', '矛盾调解', 'Dispute mediation'),
        ('MEDICAL', '医疗', 'Medical care'),
        ('PARTY', '党建', 'Party building'),
        ('PETITION_EVALUATION', '信访评议', 'Petition evaluation'),
        ('POLICY_ADVICE', '政策咨询', 'Policy advice'),
        ('PROBLEM_COLLECTION', '问题收集', 'Problem collection'),
        ('SECURITY', '治安', 'Security');

      create table service_site (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        kind text not null references site_kind,
        name text collate "C" not null,
        state text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        longitude float8,
        latitude float8,
        address text,
        square_metres float8,
        functions text[] not null,
        operator_id uuid,
        opening_hours jsonb not null,
        opening_exceptions jsonb not null,
        zones text[] not null,
        is_counter_free boolean not null,
        reformed_on date,
        upgraded_on date,
        star_rating int,
        opened_at timestamptz,
        constraint service_site_stars check (star_rating between 1 and 5),
        constraint service_site_space check (square_metres > 0)
      );
      create index service_site_area_path on service_site (area_path);
      create index service_site_area on service_site (area_id);
      create index service_site_operator on service_site (operator_id);
      create index service_site_name on service_site (name, id);

      create table site_capacity (
        site_id uuid not null references service_site on delete cascade,
        unit text not null,
        amount int not null,
        added int not null,
        updated_at timestamptz not null,
        primary key (site_id, unit),
        constraint site_capacity_adds_up check (added between 0 and amount)
      );

      create table meal (
        id uuid primary key default gen_random_uuid(),
        canteen_id uuid not null references service_site on delete cascade,
        state text not null,
        day date not null,
        sitting text not null,
        dishes text[] not null,
        price bigint not null,
        seats int not null,
        booked int not null,
        booking_closes_at timestamptz not null,
        constraint meal_price check (price >= 0),
        constraint meal_never_oversold check (booked between 0 and seats)
      );
      create unique index meal_once_a_sitting on meal (canteen_id, day, sitting) where state = 'PUBLISHED';

      create table elder_profile (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        birth_date date not null,
        person_id uuid,
        groups text[] not null,
        risk_tier text not null,
        rule_version text not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null,
        registered_at timestamptz not null,
        ended_at timestamptz,
        last_visited_at timestamptz,
        next_visit_due_on date not null,
        constraint elder_profile_end check ((state = 'ENDED') = (ended_at is not null))
      );
      create index elder_profile_area_path on elder_profile (area_path);
      create index elder_profile_area on elder_profile (area_id);
      create index elder_profile_due on elder_profile (next_visit_due_on, id);
      create unique index elder_profile_person on elder_profile (person_id) where state = 'ACTIVE';

      create table elder_visit (
        id uuid primary key default gen_random_uuid(),
        elder_id uuid not null references elder_profile on delete cascade,
        kind text not null,
        outcome text not null,
        visited_at timestamptz not null,
        recorded_at timestamptz not null,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint elder_visit_not_ahead check (visited_at <= recorded_at)
      );
      create index elder_visit_elder on elder_visit (elder_id, visited_at desc);
      create index elder_visit_area on elder_visit (area_id);

      create table meal_booking (
        id uuid primary key default gen_random_uuid(),
        meal_id uuid not null references meal on delete cascade,
        day date not null,
        state text not null,
        price bigint not null,
        subsidy bigint not null,
        to_pay bigint not null,
        rule_version text not null,
        booked_at timestamptz not null,
        elder_id uuid not null references elder_profile on delete cascade,
        person_id uuid,
        elder_area_id uuid not null,
        elder_area_path text collate "C" not null,
        canteen_id uuid not null,
        operator_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint meal_booking_money check (price = subsidy + to_pay and subsidy >= 0 and to_pay >= 0)
      );
      create unique index meal_booking_once on meal_booking (meal_id, elder_id) where state <> 'CANCELLED';
      create index meal_booking_latest on meal_booking (day desc, id desc);
      create index meal_booking_canteen on meal_booking (canteen_id, day desc, id desc);
      create index meal_booking_elder on meal_booking (elder_id, day desc, id desc);
      create index meal_booking_area on meal_booking (area_id);
      create index meal_booking_elder_area on meal_booking (elder_area_id);

      alter table service_site enable row level security, force row level security;
      create policy site_is_open_data on service_site for select using (true);
      create policy site_registered_in_reach on service_site for insert
        with check (${isOwnWork} or ${isInArea} or ${isOfUnit});
      create policy site_changed_in_reach on service_site for update
        using (${isOwnWork} or ${isInArea} or ${isOfUnit});

      alter table elder_profile enable row level security, force row level security;
      create policy elder_in_reach on elder_profile using (${isOwnWork} or ${isInArea} or ${isOfPerson});

      alter table elder_visit enable row level security, force row level security;
      create policy visit_in_reach on elder_visit using (${isOwnWork} or ${isInArea} or ${isOfPerson});

      alter table meal_booking enable row level security, force row level security;
      create policy booking_in_reach on meal_booking
        using (${isOwnWork} or ${isInArea} or ${isOfElderInArea} or ${isOfUnit} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table access_record, meal_booking, elder_visit, elder_profile, meal, site_capacity, service_site,
        site_function, site_kind, client_key, consumer, outbox, history, unit, area;
    `);
  }
}
