import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MealBookingFilter } from '../generated/graphql';
import { belongsTo, type Share } from '../reach';
import { MealBooking } from './booking.entity';

export type BookingPage = Page<MealBooking>;

export interface BookingListArgs extends PageInput {
  share: Share | null;
  where: MealBookingFilter;
}

/** Lists of bookings, latest meals first. */
export const bookingLists = (db: DataSource, within: Reader) => ({
  mealBookings: lists<MealBooking, BookingListArgs>(within, {
    columns: columnsOf(db, MealBooking, 'b'),
    from: 'meal_booking b',
    where: ({ share, where }, at) => [
      belongsTo(share, at, ['area_path', 'elder_area_path']),
      where.canteenId && `b.canteen_id = ${at(where.canteenId)}::uuid`,
      where.mealId && `b.meal_id = ${at(where.mealId)}::uuid`,
      where.elderId && `b.elder_id = ${at(where.elderId)}::uuid`,
      where.states && `b.state = any(${at(where.states)}::text[])`,
      where.service && `b.service = ${at(where.service)}`,
      where.from && `b.day >= ${at(where.from)}::date`,
      where.to && `b.day <= ${at(where.to)}::date`,
    ],
    order: [
      ['b.day', 'date'],
      ['b.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ day, id }) => [day, id],
    figures: { totalCount },
  }),
});
