import { type Reader, statement, unseen } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PointsBooking, PointsGoods } from './points.entity';
import { CREDITS } from './points.states';

/** What somebody has, what they ever earned, and what of it would lapse when. */
export interface Account {
  volunteerId: string;
  balance: number;
  earned: number;
  /** What has lapsed, without all that was ever spent: below zero when the next days that lapse are spent in part. */
  carried: number;
  /** What came in and lapses, by day. */
  lapses: { on: string; points: number }[];
}

const ACCOUNTS = statement(/* SQL */ `
  select account.volunteer_id as "volunteerId", account.balance, booked.earned, booked.carried, to_lapse.lapses
  from points_account account
  cross join lateral (
    select coalesce(sum(points) filter (where kind = 'AWARD'), 0)::int as earned,
           coalesce(sum(case when kind not in (${CREDITS}) then -points when has_lapsed then points end), 0)::int
             as carried
    from points_booking where volunteer_id = account.volunteer_id and state = 'BOOKED'
  ) booked
  cross join lateral (
    select coalesce(json_agg(json_build_object('on', lapses_on, 'points', points) order by lapses_on), '[]') as lapses
    from (
      select lapses_on, sum(points)::int as points from points_booking
      where volunteer_id = account.volunteer_id and state = 'BOOKED' and kind in (${CREDITS})
        and lapses_on is not null and not has_lapsed
      group by lapses_on
    ) day
  ) to_lapse
  where account.volunteer_id = any(${unseen('$1', 'uuid')})
`);

export const pointsLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  goods: oneBy(db, open, PointsGoods, 'id'),
  pointsBooking: oneBy(db, within, PointsBooking, 'id'),
  pointsOfVolunteer: oneByStatement<Account>(within, ACCOUNTS, ({ volunteerId }) => volunteerId),
});
