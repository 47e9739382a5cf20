/** That an emergency `e` holds on a day. Decided anew at each reading, so nothing has to be ended at midnight. */
export const holdsOn = (day: string) =>
  `(e.from_on <= ${day}::date and e.until_on >= ${day}::date and (e.to_on is null or e.to_on > ${day}::date))`;

/** Emergencies with the area that each was called for, or that it had passed on to by a day. */
export const emergenciesOn = (day: string) => /* SQL */ `
  emergency_period e join area place on place.id = coalesce((
    select f.area_id from former_seat f
    where f.record_id = e.id and daterange(f.from_on, f.until_on) @> ${day}::date
  ), e.area_id)`;

/** That a path lies in the area `place`: the labels of a path name everything it lies in, whatever has moved since. */
export const liesInPlace = (path: string) => `strpos(${path}, '/' || place.label || '/') > 0`;

/** That teams of a template within a path are in an emergency on a day: one of their area, or of one that holds it. */
export const emergencyAt = (path: string, template: string, day: string) => /* SQL */ `exists (
  select from ${emergenciesOn(day)}
  where e.template = ${template} and ${holdsOn(day)} and ${liesInPlace(path)}
)`;
