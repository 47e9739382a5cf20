import { query, type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { serving } from '../appointment/appointment.sql';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import type { Post } from '../locality';
import { Notice, NoticeReceipt } from './notice.entity';

/** What a notice reaches of one post. */
export interface Tier {
  post: Post;
  areas: number;
  reached: number;
  people: number;
}

type Counts = Omit<Tier, 'post'> & { post: string };

const ACKNOWLEDGED = statement(/* SQL */ `
  select notice_id as "noticeId", count(*) from notice_receipt where notice_id = any($1::uuid[]) group by notice_id
`);

export function noticeLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const tiers = new Map<string, DataLoader<string, Tier[]>>();

  return {
    notice: oneBy(db, sealed, Notice, 'id'),
    noticeReceipt: oneBy(db, sealed, NoticeReceipt, 'id'),
    receiptsOfNotice: oneByStatement<{ noticeId: string; count: number }>(
      sealed,
      ACKNOWLEDGED,
      ({ noticeId }) => noticeId,
    ),

    /** What a notice from the area of a path reaches of each post, now or as of a day. */
    noticeTiers: (posts: readonly Post[], day: string | null | undefined) =>
      remembered(tiers, `${posts.map(({ code }) => code)} ${day ?? ''}`, () => tierLoader(read, posts, day)),
  };
}

const tierLoader = (read: Reader, posts: readonly Post[], day: string | null | undefined) =>
  new DataLoader<string, Tier[]>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select above.place, tier.post, counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join unnest(${at(posts.map(({ code }) => code))}::text[], ${at(posts.map(({ level }) => level))}::text[])
          with ordinality as tier (post, level, number)
        cross join lateral (
          select count(distinct node.id) as areas, count(distinct h.seat_id) as reached,
                 count(distinct h.person_id) as people
          from ${areasOn(day, at)} node
          left join ${seatedOn('appointment', day, at)} h on h.seat_id = node.id and h.post = tier.post and ${serving(day, at)}
          where ${liesWithin('node.path', 'above.path')} and node.level = tier.level and node.state = 'ACTIVE'
        ) counted
        order by above.place, tier.number`,
    );
    const postOf = new Map(posts.map((post) => [post.code, post]));
    const rows = await read.rows<Counts & { place: number }>(statement, values);
    return paths.map((_, index) =>
      rows
        .filter(({ place }) => place === index + 1)
        .map(({ post, ...counts }) => ({ ...counts, post: postOf.get(post)! })),
    );
  });
