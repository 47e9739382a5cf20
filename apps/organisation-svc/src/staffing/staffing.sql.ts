import type { Place } from '@jinlin/graphql';
import { serving } from '../appointment/appointment.sql';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import type { Boundaries } from '../generated/graphql';

/** The day that staff is counted for, null for now; and by which boundaries. */
export interface Counted {
  day: string | null | undefined;
  boundaries: Boundaries;
}

/** How many people serve, or served on a day, in a post at or below a path. */
export const servingWithin = (
  path: string,
  post: string,
  { day, boundaries }: Counted,
  at: Place,
) => /* SQL */ `(
  select count(distinct h.person_id)
  from ${seatedOn('appointment', day, at)} h join ${areasOn(day, at, boundaries)} held on held.id = h.seat_id
  where ${liesWithin('held.path', path)} and h.post = '${post}' and ${serving(day, at)}
)`;

/** How many people served on a day in a post at an area itself. */
export const servedAt = (area: string, post: string, { day }: Counted, at: Place) => /* SQL */ `(
  select count(distinct h.person_id) from ${seatedOn('appointment', day, at)} h
  where h.seat_id = ${area} and h.post = '${post}' and ${serving(day, at)}
)`;

/** How many people serve in a post at an area itself. */
export const servingAt = (area: string, post: string) => /* SQL */ `(
  select count(distinct h.person_id) from appointment h
  where h.area_id = ${area} and h.post = '${post}' and h.state = 'SERVING'
)`;
