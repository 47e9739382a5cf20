import { query, type Reader } from '@jinlin/database';
import { remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import { liesWithin } from '../area/area.sql';
import { COMMUNITIES, isFunded, isStaffed } from './readiness.sql';

interface ReadyCounts {
  year: number;
  communities: number;
  staffed: number;
  funded: number;
  staffedAndFunded: number;
}

export function readinessLoaders(read: Reader) {
  const loaders = new Map<string, DataLoader<string, ReadyCounts>>();

  return {
    /** How many communities at or below a path have people and money, by what is wanted of them. */
    readiness: (year: number, wantedPer10k: number) =>
      remembered(loaders, `${year} ${wantedPer10k}`, () => readyLoader(read, year, wantedPer10k)),
  };
}

const readyLoader = (read: Reader, year: number, wantedPer10k: number) =>
  new DataLoader<string, ReadyCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select ${at(year)}::int as year, counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as communities, count(*) filter (where staffed) as staffed,
                 count(*) filter (where funded) as funded,
                 count(*) filter (where staffed and funded) as "staffedAndFunded"
          from (
            select ${isStaffed(wantedPer10k, at)} as staffed, ${isFunded(year, at)} as funded
            from area a where ${liesWithin('a.path', 'above.path')} and ${COMMUNITIES}
          ) community
        ) counted
        order by above.place`,
    );
    return read.rows<ReadyCounts>(statement, values);
  });
