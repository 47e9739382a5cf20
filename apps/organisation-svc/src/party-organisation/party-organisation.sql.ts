import type { Place } from '@jinlin/graphql';
import { lasts } from '../area/area.sql';

/** That a Party organisation exists now, or existed on a day. */
export const existed = (alias: string, day: string | null | undefined, at: Place) =>
  day ? lasts(`${alias}.established_on`, `${alias}.dissolved_on`, day, at) : `${alias}.state = 'ACTIVE'`;
