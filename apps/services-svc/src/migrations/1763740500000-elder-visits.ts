import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isInArea, isOwnWork } from './reach';

/** Visits whole: tiers as they were, spans from visit to visit, rounds, alerts and follow-ups (S23, SM-9, IND-7). */
export class ElderVisits1763740500000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(`
      alter table elder_profile
        add column changed_at timestamptz,
        add column visit_wanted_by timestamptz;

      create table risk_tier_change (
        id bigint generated always as identity primary key,
        elder_id uuid not null references elder_profile on delete cascade,
        at timestamptz not null,
        was text not null,
        became text not null,
        reason text not null,
        rule_version text not null
      );
      create index risk_tier_change_of_elder on risk_tier_change (elder_id, at, id);

      create table visit_round (
        id uuid primary key default gen_random_uuid(),
        state text not null,
        day date not null,
        planned_at timestamptz not null,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create index visit_round_latest on visit_round (day desc, id desc);
      create index visit_round_area on visit_round (area_id);

      create table planned_visit (
        id uuid primary key default gen_random_uuid(),
        round_id uuid not null references visit_round on delete cascade,
        elder_id uuid not null references elder_profile on delete cascade,
        state text not null,
        day date not null,
        place int not null,
        due_on date not null,
        visit_id uuid references elder_visit on delete set null,
        area_id uuid not null,
        area_path text collate "C" not null
      );
      create index planned_visit_of_round on planned_visit (round_id, place);
      create unique index planned_visit_once_a_day on planned_visit (elder_id, day) where state <> 'DROPPED';
      create index planned_visit_area on planned_visit (area_id);
      create index planned_visit_visit on planned_visit (visit_id);

      create table visit_alert (
        id uuid primary key default gen_random_uuid(),
        elder_id uuid not null references elder_profile on delete cascade,
        kind text not null,
        state text not null,
        due_at timestamptz not null,
        raised_at timestamptz not null,
        ended_at timestamptz,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null
      );
      create unique index visit_alert_once on visit_alert (elder_id, kind) where state = 'OPEN';
      create index visit_alert_due on visit_alert (due_at, id);
      create index visit_alert_area on visit_alert (area_id);

      create table visit_follow_up (
        id uuid primary key default gen_random_uuid(),
        visit_id uuid not null references elder_visit on delete cascade,
        elder_id uuid not null references elder_profile on delete cascade,
        need text not null,
        note text,
        state text not null,
        opened_at timestamptz not null,
        closed_at timestamptz,
        demand_id uuid,
        area_id uuid not null,
        area_path text collate "C" not null,
        community_id uuid not null
      );
      create unique index visit_follow_up_once on visit_follow_up (elder_id, need) where state = 'OPEN';
      create index visit_follow_up_of_visit on visit_follow_up (visit_id);
      create index visit_follow_up_latest on visit_follow_up (opened_at desc, id desc);
      create index visit_follow_up_area on visit_follow_up (area_id);

      ${VISIT_SPANS}

      alter table risk_tier_change enable row level security, force row level security;
      create policy tier_change_of_elder_in_reach on risk_tier_change
        using (exists (select from elder_profile elder where elder.id = elder_id));
      ${['visit_span', 'visit_round', 'planned_visit', 'visit_alert', 'visit_follow_up']
        .map(
          (table) => `
            alter table ${table} enable row level security, force row level security;
            create policy ${table}_in_reach on ${table} using (${isOwnWork} or ${isInArea});`,
        )
        .join('')}
    `);
  }

  async down(db: QueryRunner) {
    await db.query(`
      drop table risk_tier_change, planned_visit, visit_round, visit_alert, visit_follow_up, visit_span;
      drop function span_elders, forget_spans, span_ended_elder, span_visited_elders, span_tiers cascade;
      drop function tell_visit_spans, month_of;
      alter table elder_profile drop column changed_at, drop column visit_wanted_by;
    `);
  }
}

/**
 * A span is the months from the one after an elder was reached (or came onto the books) to the one in which they were
 * next reached, or for which their tier changed: so the visits of any month are counted from one row an elder instead of
 * all of their visits. Spans follow from profiles, visits and changes of tier alone. Triggers tell them anew from the
 * month of what changed on, whatever the order in which visits become known.
 */
const VISIT_SPANS = /* SQL */ `
  create table visit_span (
    elder_id uuid not null,
    from_month date not null,
    until_month date not null,
    last_on date not null,
    is_reached boolean not null,
    risk_tier text not null,
    locality_code text not null,
    area_id uuid not null,
    area_path text collate "C" not null,
    primary key (elder_id, from_month),
    constraint visit_span_goes_on check (from_month < until_month)
  );
  create index visit_span_until on visit_span (until_month, locality_code, risk_tier, area_path)
    include (last_on, is_reached);
  -- Most spans end in the month after they began; only longer ones, and those still open, pass over a month.
  create index visit_span_long on visit_span (locality_code, risk_tier, area_path)
    include (from_month, until_month, last_on) where until_month > from_month + 31;
  create index visit_span_area on visit_span (area_id);

  create function month_of(at timestamptz) returns date immutable language sql as $$
    select date_trunc('month', at at time zone 'Asia/Shanghai')::date
  $$;

  create function tell_visit_spans(elders uuid[], since date) returns void language plpgsql as $$
    begin
      delete from visit_span where elder_id = any(elders) and until_month >= since;

      insert into visit_span
      with told as (
        select elder.id, elder.risk_tier, locality_code, area_id, area_path, coalesce(month_of(ended_at), 'infinity') as last_month,
               coalesce(kept.until_month, (month_of(registered_at) - interval '1 month')::date) as start_month,
               coalesce(earlier.reached_on, (registered_at at time zone 'Asia/Shanghai')::date) as reached_before
        from elder_profile elder
        left join lateral (
          select max(until_month) as until_month from visit_span span where span.elder_id = elder.id
        ) kept on true
        left join lateral (
          select (visited_at at time zone 'Asia/Shanghai')::date as reached_on from elder_visit visit
          where kept.until_month is not null and visit.elder_id = elder.id and visit.outcome = 'DONE'
            and visited_at < (kept.until_month + interval '1 month') at time zone 'Asia/Shanghai'
          order by visited_at desc limit 1
        ) earlier on true
        where elder.id = any(elders)
      ), boundary as (
        select told.*, month_of(visited_at) as month, (visited_at at time zone 'Asia/Shanghai')::date as reached_on
        from told join elder_visit visit on visit.elder_id = told.id and visit.outcome = 'DONE'
        where visited_at >= (start_month + interval '1 month') at time zone 'Asia/Shanghai'
        union all
        select told.*, (month_of(change.at) - interval '1 month')::date, null
        from told join risk_tier_change change on change.elder_id = told.id
        union all
        select told.*, last_month, null from told
      ), ending as (
        select id, risk_tier, locality_code, area_id, area_path, start_month, reached_before, month,
               max(reached_on) as reached_on
        from boundary
        where month > start_month and month <= last_month
        group by id, risk_tier, locality_code, area_id, area_path, start_month, reached_before, month
      )
      select id, lag(month, 1, start_month) over months, month,
             coalesce(max(reached_on) over (months rows between unbounded preceding and 1 preceding), reached_before),
             reached_on is not null, coalesce(later.was, latest.became, risk_tier), locality_code, area_id, area_path
      from ending
      left join lateral (
        select was from risk_tier_change change
        where change.elder_id = ending.id and month_of(change.at) > month
        order by change.at, change.id limit 1
      ) later on true
      left join lateral (
        select became from risk_tier_change change where change.elder_id = ending.id
        order by change.at desc, change.id desc limit 1
      ) latest on true
      window months as (partition by id order by month);
    end $$;

  create function span_elders() returns trigger language plpgsql as $$
    begin
      perform tell_visit_spans(array_agg(id), '-infinity') from told;
      return null;
    end $$;
  create trigger elder_begins_a_span after insert on elder_profile
    referencing new table as told for each statement execute function span_elders();

  create function forget_spans() returns trigger language plpgsql as $$
    begin
      delete from visit_span where elder_id = old.id;
      return null;
    end $$;
  create trigger elder_takes_spans_along after delete on elder_profile
    for each row execute function forget_spans();

  create function span_ended_elder() returns trigger language plpgsql as $$
    begin
      perform tell_visit_spans(array[new.id], month_of(new.ended_at));
      return null;
    end $$;
  create trigger elder_ends_spans after update on elder_profile
    for each row when (new.ended_at is distinct from old.ended_at) execute function span_ended_elder();

  create function span_visited_elders() returns trigger language plpgsql as $$
    begin
      perform tell_visit_spans(array_agg(distinct elder_id), min(month_of(visited_at)))
      from told where outcome = 'DONE';
      return null;
    end $$;
  create trigger visit_ends_a_span after insert on elder_visit
    referencing new table as told for each statement execute function span_visited_elders();
  create trigger visit_taken_out_of_spans after delete on elder_visit
    referencing old table as told for each statement execute function span_visited_elders();

  create function span_tiers() returns trigger language plpgsql as $$
    begin
      perform tell_visit_spans(array[new.elder_id], (month_of(new.at) - interval '1 month')::date);
      return null;
    end $$;
  create trigger tier_change_ends_a_span after insert on risk_tier_change
    for each row execute function span_tiers();

  select set_config('jinlin.reach', 'ALL', true);
  select tell_visit_spans(array_agg(id), '-infinity') from elder_profile;
`;
