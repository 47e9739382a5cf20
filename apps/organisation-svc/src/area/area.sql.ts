import type { Place } from '@jinlin/graphql';
import type { Boundaries } from '../generated/graphql';

/**
 * Areas as they were on a day, or as they are: the table and the functions give the same columns. By the boundaries of
 * today, each area of that day lies where its ground lies now.
 */
export function areasOn(day: string | null | undefined, at: Place, boundaries: Boundaries = 'THEN') {
  if (!day) return 'area';
  return `${boundaries === 'TODAY' ? 'area_by_today' : 'area_on'}(${at(day)}::date)`;
}

/**
 * The rows of a table with, as `seat_id`, the area that each stands at or stood at on a day. Those that have never
 * moved, nearly all, are found by the table's own index.
 */
export function seatedOn(table: string, day: string | null | undefined, at: Place) {
  if (!day) return `(select r.*, r.area_id as seat_id from ${table} r)`;
  const then = `daterange(f.from_on, f.until_on) @> ${at(day)}::date`;
  return /* SQL */ `(
    select r.*, r.area_id as seat_id from ${table} r
    where not exists (select from former_seat f where f.record_id = r.id and ${then})
    union all
    select r.*, f.area_id as seat_id from former_seat f join ${table} r on r.id = f.record_id where ${then}
  )`;
}

/** That a span of days holds a day; without a day, that it has not ended. */
export function lasts(from: string, to: string, day: string | null | undefined, at: Place) {
  if (!day) return `${to} is null`;
  const on = `${at(day)}::date`;
  return `${from} <= ${on} and (${to} is null or ${to} > ${on})`;
}

/** That a path lies below another, in the form that an index on paths answers. */
export const liesBelow = (path: string, above: string) => `${path} > ${above} and ${path} < ${above} || '~'`;

/** That a path lies at or below another. */
export const liesWithin = (path: string, above: string) =>
  `${path} >= ${above} and ${path} < ${above} || '~'`;
