import { query, type Reader } from '@jinlin/database';
import { remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import { areasOn, liesWithin } from '../area/area.sql';
import { type Counted, servedAt, servingWithin } from './staffing.sql';

/** Who is there for the work at and below a path. */
interface StaffCount {
  path: string;
  communityWorkers: number;
  urbanResidents: number;
  streetStaff: number;
  streets: number;
  streetsFullyStaffed: number;
}

/** Counts at and below paths, where each street should have so many staff. */
export function staffingLoaders(read: Reader) {
  const counts = new Map<string, DataLoader<string, StaffCount>>();
  return {
    staffBelow: (staffWanted: number, counted: Counted) =>
      remembered(counts, `${staffWanted} ${counted.day ?? ''} ${counted.boundaries}`, () =>
        staffLoader(read, staffWanted, counted),
      ),
  };
}

const staffLoader = (read: Reader, staffWanted: number, counted: Counted) =>
  new DataLoader<string, StaffCount>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select above.path, ${servingWithin('above.path', 'COMMUNITY_WORKER', counted, at)} as "communityWorkers",
               ${servingWithin('above.path', 'STREET_STAFF', counted, at)} as "streetStaff",
               (
                 select coalesce(sum(a.registered_population), 0) from ${areasOn(counted.day, at, counted.boundaries)} a
                 where ${liesWithin('a.path', 'above.path')} and a.level = 'COMMUNITY' and a.urban
                   and a.state = 'ACTIVE'
               ) as "urbanResidents",
               street.streets, street."streetsFullyStaffed"
        from unnest(${at(paths)}::text[]) as above (path)
        cross join lateral (
          select count(*) as streets, count(*) filter (where staff >= ${at(staffWanted)}) as "streetsFullyStaffed"
          from (
            select ${servedAt('a.id', 'STREET_STAFF', counted, at)} as staff
            from ${areasOn(counted.day, at, counted.boundaries)} a
            where ${liesWithin('a.path', 'above.path')} and a.level = 'TOWNSHIP' and a.state = 'ACTIVE'
          ) each
        ) street`,
    );
    const found = await read.rows<StaffCount>(statement, values);
    const countOf = new Map(found.map((count) => [count.path, count]));
    return paths.map((path) => countOf.get(path)!);
  });
