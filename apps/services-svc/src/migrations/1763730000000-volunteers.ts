import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOfPerson, isOwnWork } from './reach';

/** Teams of volunteers, what they do, and the points that they earn by it (D19, X14, X16). */
export class Volunteers1763730000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      create table volunteer_team (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        name text collate "C" not null,
        state text not null,
        is_of_party_members boolean not null,
        founded_on date not null,
        wanted int,
        call text,
        members int not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint volunteer_team_recruits check ((state = 'RECRUITING') = (wanted is not null and call is not null)),
        constraint volunteer_team_members check (members >= 0)
      );
      create index volunteer_team_area_path on volunteer_team (area_path);
      create index volunteer_team_area on volunteer_team (area_id);
      create index volunteer_team_name on volunteer_team (name, id);

      create table volunteer (
        id uuid primary key default gen_random_uuid(),
        team_id uuid not null references volunteer_team,
        locality_code text not null,
        state text not null,
        role text not null,
        masked_name text not null,
        masked_phone text,
        sealed_name bytea not null,
        sealed_phone bytea,
        person_id uuid,
        applied_at timestamptz not null,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create index volunteer_of_team on volunteer (team_id);
      create index volunteer_latest on volunteer (applied_at desc, id desc);
      create index volunteer_area on volunteer (area_id);
      create unique index volunteer_once_a_team on volunteer (team_id, person_id)
        where state in ('APPLIED', 'ACTIVE');

      create table volunteer_activity (
        id uuid primary key default gen_random_uuid(),
        team_id uuid not null references volunteer_team,
        locality_code text not null,
        title text not null,
        kind text not null,
        state text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        places int,
        audience int,
        signed_up int not null,
        minutes int not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint volunteer_activity_span check (starts_at < ends_at),
        constraint volunteer_activity_held check ((state = 'HELD') = (audience is not null)),
        constraint volunteer_activity_places check (signed_up between 0 and coalesce(places, signed_up))
      );
      create index volunteer_activity_of_team on volunteer_activity (team_id, starts_at desc, id desc);
      create index volunteer_activity_latest on volunteer_activity (starts_at desc, id desc);
      create index volunteer_activity_area_path on volunteer_activity (area_path);
      create index volunteer_activity_area on volunteer_activity (area_id);

      create table activity_participation (
        id uuid primary key default gen_random_uuid(),
        activity_id uuid not null references volunteer_activity,
        volunteer_id uuid not null references volunteer,
        state text not null,
        minutes int,
        signed_up_at timestamptz not null,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint participation_served check ((state = 'SERVED') = (minutes is not null))
      );
      create unique index participation_once on activity_participation (activity_id, volunteer_id)
        where state <> 'WITHDRAWN';
      create index participation_of_volunteer on activity_participation (volunteer_id, signed_up_at desc);
      create index participation_area on activity_participation (area_id);

      create table points_goods (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        name text collate "C" not null,
        state text not null,
        price int not null,
        stock int not null,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid,
        constraint points_goods_price check (price > 0),
        constraint points_goods_stock check (stock >= 0)
      );
      create index points_goods_area_path on points_goods (area_path);
      create index points_goods_area on points_goods (area_id);
      create index points_goods_name on points_goods (name, id);

      create table points_booking (
        id uuid primary key default gen_random_uuid(),
        locality_code text not null,
        state text not null,
        kind text not null,
        volunteer_id uuid not null references volunteer,
        points int not null,
        goods_id uuid references points_goods,
        quantity int,
        participation_id uuid,
        reason text,
        rule_version text not null,
        booked_at timestamptz not null,
        person_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        constraint points_booking_points check (points > 0),
        constraint points_booking_goods check ((kind = 'REDEMPTION') = (goods_id is not null and quantity > 0))
      );
      create index points_booking_latest on points_booking (booked_at desc, id desc);
      create index points_booking_of_volunteer on points_booking (volunteer_id, booked_at desc, id desc);
      create index points_booking_area on points_booking (area_id);
      create unique index points_booking_once_served on points_booking (participation_id);

      create table points_account (
        volunteer_id uuid primary key references volunteer,
        balance int not null,
        constraint points_never_negative check (balance >= 0)
      );

      create table points_posting (
        id bigint generated always as identity primary key,
        booking_id uuid not null references points_booking,
        volunteer_id uuid,
        points int not null,
        posted_at timestamptz not null
      );
      create index points_posting_of_booking on points_posting (booking_id);

      create function keep_points_posting() returns trigger language plpgsql as $$
        begin
          raise exception 'The points ledger is only ever added to.';
        end $$;
      create trigger points_posting_is_kept before update or delete on points_posting
        for each row execute function keep_points_posting();

      create function carry_points_posting() returns trigger language plpgsql as $$
        begin
          -- Raised first and then added to: what is taken must be there before it can leave.
          insert into points_account values (new.volunteer_id, 0) on conflict do nothing;
          update points_account set balance = balance + new.points where volunteer_id = new.volunteer_id;
          return null;
        end $$;
      create trigger points_posting_is_carried after insert on points_posting
        for each row when (new.volunteer_id is not null) execute function carry_points_posting();

      create function balance_points_booking() returns trigger language plpgsql as $$
        begin
          if (select sum(points) from points_posting where booking_id = new.booking_id) <> 0 then
            raise exception 'The postings of a booking sum to zero.';
          end if;
          return null;
        end $$;
      create constraint trigger points_booking_balances after insert on points_posting
        deferrable initially deferred for each row execute function balance_points_booking();

      alter table volunteer enable row level security, force row level security;
      create policy volunteer_in_reach on volunteer using (${isOwnWork} or ${isInArea} or ${isOfPerson});

      alter table activity_participation enable row level security, force row level security;
      create policy participation_in_reach on activity_participation
        using (${isOwnWork} or ${isInArea} or ${isOfPerson});

      alter table points_booking enable row level security, force row level security;
      create policy points_in_reach on points_booking using (${isOwnWork} or ${isInArea} or ${isOfPerson});
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table points_posting, points_account, points_booking, points_goods, activity_participation,
        volunteer_activity, volunteer, volunteer_team;
      drop function keep_points_posting, carry_points_posting, balance_points_booking;
    `);
  }
}
