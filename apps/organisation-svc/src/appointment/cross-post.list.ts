import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, totalCount } from '@jinlin/graphql';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import { serving } from './appointment.sql';

export interface CrossPostRow {
  code: string;
  areaId: string;
  personId: string;
  appointmentIds: string[];
  /** The day it was asked for; null for now. */
  asOf: string | null;
}

export type CrossPostPage = Page<CrossPostRow>;

interface CrossPostListArgs extends PageInput {
  posts: readonly string[];
  asOf?: string | null | undefined;
}

/** Lists of people who hold all of several posts at one place, at or below a path. */
export const crossPostLists = (read: Reader) => ({
  crossPostsWithin: lists<CrossPostRow, CrossPostListArgs>(read, {
    columns: ({ asOf }, at) =>
      `crossed.code, crossed.area_id as "areaId", crossed.person_id as "personId",
       crossed.appointment_ids as "appointmentIds", ${at(asOf ?? null)}::text as "asOf"`,
    from: ({ posts, asOf }, at) => {
      const wanted = `${at(posts)}::text[]`;
      return /* SQL */ `(
        select a.code, h.seat_id as area_id, h.person_id, array_agg(h.id order by h.post) as appointment_ids
        from ${seatedOn('appointment', asOf, at)} h join ${areasOn(asOf, at)} a on a.id = h.seat_id
        where h.post = any(${wanted}) and ${serving(asOf, at)} and ${liesWithin('a.path', 'parent.key')}
        group by a.code, h.seat_id, h.person_id
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
