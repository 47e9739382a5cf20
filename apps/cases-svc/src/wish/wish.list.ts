import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MicroWishFilter } from '../generated/graphql';
import { isBelow, type Within } from '../within';
import { MicroWish } from './wish.entity';

export type MicroWishPage = Page<MicroWish>;

export interface MicroWishListArgs extends PageInput {
  where: Within<MicroWishFilter>;
}

/** Wishes from an area (by its path, with all below it), the latest first. */
export const wishLists = (db: DataSource, read: Reader) => ({
  microWishes: lists<MicroWish, MicroWishListArgs>(read, {
    columns: columnsOf(db, MicroWish, 'w'),
    from: 'micro_wish w',
    where: ({ where }, at) => [
      `w.area_path >= parent.key and w.area_path < parent.key || '~'`,
      isBelow('w.area_path', where.areaPath, at),
      where.states && `w.state = any(${at(where.states)}::text[])`,
      where.channel && `w.channel = ${at(where.channel)}`,
      where.group && `w.wisher_group = ${at(where.group)}`,
      where.unitId && `w.taker_unit_id = ${at(where.unitId)}::uuid`,
      where.personId && `w.taker_person_id = ${at(where.personId)}::uuid`,
      isGiven(where.wasClaimed) && `(w.first_claimed_at is not null) = ${at(where.wasClaimed)}`,
      where.claimedBefore && `w.first_claimed_at < ${at(where.claimedBefore)}`,
      where.expiresBefore &&
        `w.state in ('DISPATCHED', 'CLAIMED') and w.expires_at < ${at(where.expiresBefore)}`,
    ],
    order: [
      ['w.collected_at', 'timestamptz'],
      ['w.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ collectedAt, id }) => [collectedAt, id],
    figures: { totalCount },
  }),
});
