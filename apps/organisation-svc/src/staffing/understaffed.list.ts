import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, totalCount } from '@jinlin/graphql';
import { liesWithin } from '../area/area.sql';
import type { StaffedLevel } from '../generated/graphql';
import { servingAt } from './staffing.sql';

/** A street or community that wants people. */
export interface UnderstaffedRow {
  areaId: string;
  code: string;
  people: number;
  wanted: number;
}

export type UnderstaffedPage = Page<UnderstaffedRow, { totalCount: number; missingCount: number }>;

interface UnderstaffedArgs extends PageInput {
  level: StaffedLevel;
  /** Staff for each street, or workers for 10 000 residents of each community. */
  threshold: number;
}

const staffed: Record<StaffedLevel, { areas: string; post: string; wanted: (threshold: string) => string }> =
  {
    STREET: {
      areas: `a.level = 'TOWNSHIP'`,
      post: 'STREET_STAFF',
      wanted: (threshold) => threshold,
    },
    COMMUNITY: {
      areas: `a.level = 'COMMUNITY' and a.urban and a.registered_population is not null`,
      post: 'COMMUNITY_WORKER',
      wanted: (threshold) => `ceil(a.registered_population * ${threshold} / 10000.0)::int`,
    },
  };

/** Lists of what wants people at or below a path. */
export const understaffedLists = (read: Reader) => ({
  understaffedWithin: lists<UnderstaffedRow, UnderstaffedArgs, { totalCount: number; missingCount: number }>(
    read,
    {
      columns: 's.id as "areaId", s.code, s.people, s.wanted',
      from: ({ level, threshold }, at) => {
        const { areas, post, wanted } = staffed[level];
        return `(
        select a.id, a.code, ${servingAt('a.id', post)} as people, ${wanted(`${at(threshold)}::int`)} as wanted
        from area a where ${liesWithin('a.path', 'parent.key')} and ${areas} and a.state = 'ACTIVE'
      ) s`;
      },
      where: () => ['s.people < s.wanted'],
      order: [
        ['s.code', 'text'],
        ['s.id', 'uuid'],
      ],
      cursor: ({ code, areaId }) => [code, areaId],
      figures: {
        totalCount,
        missingCount: (list) => `select coalesce(sum(s.wanted - s.people), 0)::int ${list}`,
      },
    },
  ),
});
