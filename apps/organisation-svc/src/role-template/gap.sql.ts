import type { Place } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import { serving } from '../appointment/appointment.sql';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import { emergencyAt } from '../emergency/emergency.sql';
import type { Boundaries } from '../generated/graphql';
import type { RoleTemplate } from '../locality';

/**
 * How many people each slot of a template lacks at each area of its level, at or below a path. A post of the
 * template's own level is held at the area; one of a higher level at what the area lies in (the street secretary of a
 * community); one of a lower level anywhere below it (a unit head of a village). Where an emergency holds, the roster
 * for emergencies is asked for instead of the normal one (S13). `isOfParts` says that the path is one of many.
 */
export function gaps(
  template: RoleTemplate,
  path: string,
  { day, today, boundaries, isOfParts }: When & { isOfParts?: boolean },
  at: Place,
) {
  const { code, level, urban, emergencySlots } = template;
  const slots = slotsOf(template);
  const posts = at(slots.map(({ post }) => post.code));
  const minimums = at(slots.map(({ minimum }) => minimum));
  const reaches = at(slots.map(({ post }) => reach(post.level, level)));
  const rosters = at(slots.map((_, index) => index >= template.slots.length));
  const inEmergency = emergencySlots ? emergencyAt('node.path', at(code), at(day ?? today)) : 'false';
  const holders = seatedOn('appointment', day, at);
  const wanted = `h.post = any(${posts}::text[]) and ${serving(day, at)}`;
  // For a whole city one pass over all holders is the quickest; not so for each of its streets. PostgreSQL cannot tell.
  const holding = isOfParts
    ? `lateral (select h.post from ${holders} h where h.seat_id = node.id and ${wanted} offset 0) h on true`
    : `${holders} h on h.seat_id = node.id and ${wanted}`;

  return /* SQL */ `
    with node as materialized (
      select node.id, node.code, node.path, ${inEmergency} as in_emergency
      from ${areasOn(day, at, boundaries)} node
      where ${liesWithin('node.path', path)} and node.level = ${at(level)} and node.state = 'ACTIVE'
        ${urban === null ? '' : `and node.urban = ${at(urban)}`}
    ), held_here as materialized (
      select node.id, h.post, count(*) as count
      from node join ${holding}
      group by node.id, h.post
    )
    select node.id as area_id, node.code, ${at(code)}::text as template, slot.number, slot.post,
           slot.minimum - held.count as missing
    from node
    join unnest(${posts}::text[], ${minimums}::int[], ${reaches}::text[], ${rosters}::boolean[])
      with ordinality as slot (post, minimum, reach, is_emergency, number) on slot.is_emergency = node.in_emergency
    left join held_here here on here.id = node.id and here.post = slot.post
    cross join lateral (
      select case slot.reach
        when 'HERE' then coalesce(here.count, 0)
        when 'ABOVE' then (
          select count(*) from area place join ${holders} h on h.seat_id = place.id
          where place.label = any(string_to_array(trim(both '/' from node.path), '/'))
            and h.post = slot.post and ${serving(day, at)}
        )
        else (
          select count(*) from ${areasOn(day, at, boundaries)} place join ${holders} h on h.seat_id = place.id
          where ${liesWithin('place.path', 'node.path')} and h.post = slot.post and ${serving(day, at)}
        )
      end as count
    ) held`;
}

/**
 * The day that gaps are asked for, null for now; today, by which it is known which emergencies hold now; and by which
 * boundaries areas lie in one another.
 */
export interface When {
  day: string | null | undefined;
  today: string;
  boundaries?: Boundaries | undefined;
}

/** The slots of both rosters, those of the normal one first. */
export const slotsOf = ({ slots, emergencySlots }: RoleTemplate) => [...slots, ...(emergencySlots ?? [])];

function reach(post: RoleTemplate['level'] | null, template: RoleTemplate['level']) {
  const depth = areaLevels.indexOf(post ?? template) - areaLevels.indexOf(template);
  return depth === 0 ? 'HERE' : depth < 0 ? 'ABOVE' : 'BELOW';
}
