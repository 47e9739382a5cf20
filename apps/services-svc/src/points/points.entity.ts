import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { PointsBookingKind, PointsBookingState, PointsGoodsState } from '../generated/graphql';

/** Bears person and place of its volunteer, so that whoever may read the one may read the other. */
@Entity('points_booking')
export class PointsBooking {
  readonly __typename = 'PointsBooking';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: PointsBookingState;
  @Column('text') kind!: PointsBookingKind;
  @Column('uuid') volunteerId!: string;
  @Column('int') points!: number;
  @Column('uuid', { nullable: true }) goodsId!: string | null;
  @Column('int', { nullable: true }) quantity!: number | null;
  @Column('uuid', { nullable: true }) participationId!: string | null;
  /** The other side of a transfer. */
  @Column('uuid', { nullable: true }) counterpartId!: string | null;
  /** On this day what is left of them lapses. */
  @Column('date', { nullable: true }) lapsesOn!: string | null;
  /** Whether that day has come and what was left has lapsed. */
  @Column('boolean', { default: false }) hasLapsed!: boolean;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text') ruleVersion!: string;
  @Column('timestamptz') bookedAt!: Date;

  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

/** One side of a booking. The database keeps every row as it was written, and each booking at zero. */
@Entity('points_posting')
export class PointsPosting {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid') bookingId!: string;
  /** A volunteer's account bears their id; that of the locality, which gives and takes, bears none. */
  @Column('uuid', { nullable: true }) volunteerId!: string | null;
  @Column('int') points!: number;
  @Column('timestamptz') postedAt!: Date;
}

/** What the postings of a volunteer come to. The database writes it with each posting, and holds it above zero. */
@Entity('points_account')
export class PointsAccount {
  @PrimaryColumn('uuid') volunteerId!: string;
  @Column('int') balance!: number;
}

@Entity('points_goods')
export class PointsGoods {
  readonly __typename = 'PointsGoods';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column('text') state!: PointsGoodsState;
  @Column('int') price!: number;
  @Column('int') stock!: number;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}
