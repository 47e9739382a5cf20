import type { Place } from '@jinlin/graphql';

/** That a list `l` is in force on a day. */
export const inForceOn = (day: string, at: Place) =>
  `l.from_on <= ${at(day)}::date and (l.to_on is null or l.to_on > ${at(day)}::date)`;

/** Joins the offices `office` with the lists `l` that hold for them: those of their level, of an area above or of their own. */
export const heldBy = (offices: string) => /* SQL */ `
  ${offices} office
  join power_list l on l.level = office.level
  join area issuer on issuer.id = l.area_id and starts_with(office.path, issuer.path)
`;
