import { type Reader, statement, unseen } from '@jinlin/database';
import { oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { MicroWish, Wisher } from './wish.entity';

/** What became of the wishes that were posted below a path. */
export interface WishCounts {
  path: string;
  posted: number;
  claimed: number;
  realised: number;
  confirmed: number;
  realisationRate: number | null;
  medianHoursToClaim: number | null;
  averageRating: number | null;
}

/** Days begin at midnight in Shanghai. */
const TALLIES = statement(/* SQL */ `
  select above.path, counts.*, counts.realised::float8 / nullif(counts.posted, 0) as "realisationRate"
  from unnest(${unseen('$1', 'text')}) as above (path)
  cross join lateral (
    select count(*)::int as posted,
           count(first_claimed_at)::int as claimed,
           count(realised_at)::int as realised,
           count(confirmed_at)::int as confirmed,
           percentile_cont(0.5) within group (order by extract(epoch from first_claimed_at - posted_at) / 3600)
             filter (where first_claimed_at is not null) as "medianHoursToClaim",
           avg(rating)::float8 as "averageRating"
    from micro_wish
    where area_path >= above.path and area_path < above.path || '~'
      and posted_at >= coalesce(timezone('Asia/Shanghai', $2::date::timestamp), '-infinity')
      and posted_at < coalesce(timezone('Asia/Shanghai', $3::date + interval '1 day'), 'infinity')
  ) counts
`);

export function wishLoaders(db: DataSource, read: Reader) {
  const tallies = new Map<string, DataLoader<string, WishCounts | null>>();

  return {
    microWish: oneBy(db, read, MicroWish, 'id'),
    wisher: oneBy(db, read, Wisher, 'wishId'),
    /** What became of the wishes posted from one day to another, by the path of an area. */
    wishTally: (from: string | null, to: string | null) =>
      remembered(tallies, `${from} ${to}`, () =>
        oneByStatement<WishCounts>(read, TALLIES, ({ path }) => path, from, to),
      ),
  };
}
