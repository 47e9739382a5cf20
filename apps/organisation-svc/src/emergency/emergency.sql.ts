/** That an emergency `e` holds on a day. Decided anew at each reading, so nothing has to be ended at midnight. */
export const holdsOn = (day: string) =>
  `(e.from_on <= ${day}::date and e.until_on >= ${day}::date and (e.to_on is null or e.to_on > ${day}::date))`;

/** That a path lies in the area `place`: the labels of a path name everything it lies in, whatever has moved since. */
export const liesInPlace = (path: string) => `strpos(${path}, '/' || place.label || '/') > 0`;

/** That teams of a template within a path are in an emergency on a day: one of their area, or of one that holds it. */
export const emergencyAt = (path: string, template: string, day: string) => /* SQL */ `exists (
  select from emergency_period e join area place on place.id = e.area_id
  where e.template = ${template} and ${holdsOn(day)} and ${liesInPlace(path)}
)`;
