import { liesWithin } from '../area/area.sql';

/** How many people serve in a post at or below a path. */
export const servingWithin = (path: string, post: string) => /* SQL */ `(
  select count(distinct h.person_id) from appointment h join area held on held.id = h.area_id
  where ${liesWithin('held.path', path)} and h.post = '${post}' and h.state = 'SERVING'
)`;

/** How many people serve in a post at an area itself. */
export const servingAt = (area: string, post: string) => /* SQL */ `(
  select count(distinct h.person_id) from appointment h
  where h.area_id = ${area} and h.post = '${post}' and h.state = 'SERVING'
)`;
