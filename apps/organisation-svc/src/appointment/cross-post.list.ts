import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, totalCount } from '@jinlin/graphql';
import { liesWithin } from '../area/area.sql';

export interface CrossPostRow {
  code: string;
  areaId: string;
  personId: string;
  appointmentIds: string[];
}

export type CrossPostPage = Page<CrossPostRow>;

interface CrossPostListArgs extends PageInput {
  posts: readonly string[];
}

/** Lists of people who hold all of several posts at one place, at or below a path. */
export const crossPostLists = (read: Reader) => ({
  crossPostsWithin: lists<CrossPostRow, CrossPostListArgs>(read, {
    columns: `crossed.code, crossed.area_id as "areaId", crossed.person_id as "personId",
              crossed.appointment_ids as "appointmentIds"`,
    from: ({ posts }, at) => {
      const wanted = `${at(posts)}::text[]`;
      return /* SQL */ `(
        select a.code, h.area_id, h.person_id, array_agg(h.id order by h.post) as appointment_ids
        from appointment h join area a on a.id = h.area_id
        where h.post = any(${wanted}) and h.state = 'SERVING' and ${liesWithin('a.path', 'parent.key')}
        group by a.code, h.area_id, h.person_id
        having count(distinct h.post) = cardinality(${wanted})
      ) crossed`;
    },
    where: () => [],
    order: [
      ['crossed.code', 'text'],
      ['crossed.area_id', 'uuid'],
      ['crossed.person_id', 'uuid'],
    ],
    cursor: ({ code, areaId, personId }) => [code, areaId, personId],
    figures: { totalCount },
  }),
});
