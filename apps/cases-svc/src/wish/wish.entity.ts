import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { MicroWishState } from '../generated/graphql';

/** Tells nothing of who wishes it: once posted, everybody may read it. */
@Entity('micro_wish')
export class MicroWish {
  readonly __typename = 'MicroWish';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: MicroWishState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') channel!: string;
  @Column('text', { name: 'wisher_group', nullable: true }) group!: string | null;
  @Column('uuid', { nullable: true }) collectionSiteId!: string | null;
  @Column('text', { nullable: true }) title!: string | null;

  /** Whom it waits for, or who has it: a unit or a person. */
  @Column('uuid', { nullable: true }) takerUnitId!: string | null;
  @Column('uuid', { nullable: true }) takerPersonId!: string | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('int') claimCount!: number;

  @Column('text', { nullable: true }) realisation!: string | null;
  @Column('int', { nullable: true }) rating!: number | null;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('int', { nullable: true }) points!: number | null;
  @Column('text') ruleVersion!: string;

  @Column('timestamptz') collectedAt!: Date;
  @Column('timestamptz', { nullable: true }) postedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) firstClaimedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) claimedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) realisedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
}

/** Who wishes it, and where they live, apart from the wish: the database shows those in protected groups nearby only. */
@Entity('wisher')
export class Wisher {
  @PrimaryColumn('uuid') wishId!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('boolean') isProtected!: boolean;
  @Column('text') words!: string;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('bytea', { nullable: true }) sealedAddress!: Buffer | null;
}
