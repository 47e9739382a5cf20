import type { Place } from '@jinlin/graphql';
import { seatedOn } from '../area/area.sql';

/** That an item `p` is overdue on a day: decided anew at each reading, so nothing has to be marked at midnight. */
export const overdue = (day: string, at: Place) =>
  `(p.state in ('PLANNED', 'RUNNING') and p.due_at < ${at(day)}::date)`;

/**
 * Items as they stood at the end of a day, or as they stand: what was registered by then, in the state that its history
 * had come to, with what had been reported.
 */
export function itemsOn(day: string | null | undefined, at: Place) {
  if (!day) return seatedOn('plan_item', day, at);
  const over = `((${at(day)}::date + 1)::timestamp at time zone 'Asia/Shanghai')`;
  return /* SQL */ `(
    select i.id, i.seat_id, i.owner_ids, i.district_ids, i.due_at, was.state,
           case was.state when 'DONE' then 100 else coalesce(report.percent, 0) end as percent
    from ${seatedOn('plan_item', day, at)} i
    cross join lateral (
      select entry ->> 'to' as state from history
      where record_id = i.id and at < ${over} order by sequence desc limit 1
    ) was
    left join lateral (
      select percent from plan_report where plan_item_id = i.id and at < ${over} order by at desc limit 1
    ) report on true
  )`;
}

/** The areas of today that a district of a plan lies in or has become. */
export const presentDistrict = (id: string) => /* SQL */ `(
  select now.* from area d join area now
    on now.path = case d.state when 'ACTIVE' then d.path else area_ground(d.id) end and now.state = 'ACTIVE'
  where d.id = ${id}
)`;
