import type { Place } from '@jinlin/graphql';
import { servingAt } from '../staffing/staffing.sql';

/** That a community `a` has as many community workers as are wanted for 10 000 residents, one at least (S26). */
export const isStaffed = (wantedPer10k: number, at: Place) => /* SQL */ `
  ${servingAt('a.id', 'COMMUNITY_WORKER')}
    >= greatest(1, floor(coalesce(a.registered_population, 0) * ${at(wantedPer10k)}::numeric / 10000))
`;

/** That something more than nothing is booked for a community `a` for a year (S26). */
export const isFunded = (year: number, at: Place) => /* SQL */ `
  coalesce((select sum(i.amount) from community_income_entry i where i.area_id = a.id and i.year = ${at(year)}), 0) > 0
`;

/** The communities `a` that are asked about. */
export const COMMUNITIES = `a.level = 'COMMUNITY' and a.urban and a.state = 'ACTIVE'`;
