import type { Place } from '@jinlin/graphql';

/** Areas as they were on a day, or as they are: the table and the function give the same columns. */
export const areasOn = (day: string | null | undefined, at: Place) =>
  day ? `area_on(${at(day)}::date)` : 'area';

/** That a path lies below another, in the form that an index on paths answers. */
export const liesBelow = (path: string, above: string) => `${path} > ${above} and ${path} < ${above} || '~'`;

/** That a path lies at or below another. */
export const liesWithin = (path: string, above: string) =>
  `${path} >= ${above} and ${path} < ${above} || '~'`;
