import { type Reader, statement } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { PointsBooking, PointsGoods } from './points.entity';

/** What somebody has, and what they ever earned. */
export interface Account {
  volunteerId: string;
  balance: number;
  earned: number;
}

const ACCOUNTS = statement(/* SQL */ `
  select volunteer_id as "volunteerId", balance,
         coalesce((
           select sum(points)::int from points_booking booking
           where booking.volunteer_id = account.volunteer_id and kind = 'AWARD' and state = 'BOOKED'
         ), 0) as earned
  from points_account account where volunteer_id = any($1::uuid[])
`);

export const pointsLoaders = (db: DataSource, open: Reader, within: Reader) => ({
  goods: oneBy(db, open, PointsGoods, 'id'),
  pointsBooking: oneBy(db, within, PointsBooking, 'id'),
  pointsOfVolunteer: oneByStatement<Account>(within, ACCOUNTS, ({ volunteerId }) => volunteerId),
});
