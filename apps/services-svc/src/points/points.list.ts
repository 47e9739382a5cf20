import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { PointsBookingFilter, PointsGoodsFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { PointsBooking, PointsGoods } from './points.entity';

export type BookingsPage = Page<PointsBooking>;
export type GoodsPage = Page<PointsGoods>;

interface BookingListArgs extends PageInput {
  share: Share | null;
  where: Within<PointsBookingFilter>;
}

interface GoodsListArgs extends PageInput {
  where: Within<PointsGoodsFilter>;
}

/** The ledger within the actor's reach, the latest first, and what points buy, by name. */
export const pointsLists = (db: DataSource, open: Reader, within: Reader) => ({
  pointsBookings: lists<PointsBooking, BookingListArgs>(within, {
    columns: columnsOf(db, PointsBooking, 'b'),
    from: 'points_booking b',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(b.area_path, ${at(where.areaPath)})`,
      where.volunteerId && `b.volunteer_id = ${at(where.volunteerId)}::uuid`,
      where.kind && `b.kind = ${at(where.kind)}`,
      where.state && `b.state = ${at(where.state)}`,
    ],
    order: [
      ['b.booked_at', 'timestamptz'],
      ['b.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ bookedAt, id }) => [bookedAt, id],
    figures: { totalCount },
  }),

  pointsGoods: lists<PointsGoods, GoodsListArgs>(open, {
    columns: columnsOf(db, PointsGoods, 'g'),
    from: 'points_goods g',
    where: ({ where }, at) => [
      isBelow('g.area_path', where.areaPath, at),
      isGiven(where.isAvailable) && `(g.state = 'OFFERED' and g.stock > 0) = ${at(where.isAvailable)}`,
    ],
    order: [
      ['g.name', 'text'],
      ['g.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount },
  }),
});
