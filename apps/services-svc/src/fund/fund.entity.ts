import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DonationState, FundActivityState, FundState } from '../generated/graphql';

@Entity('fund')
export class Fund {
  readonly __typename = 'Fund';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column('text') state!: FundState;
  @Column('date') foundedOn!: string;
  /** In fen, as what is spent; both change under the lock of this row, and the database keeps the rest from falling below zero. */
  @Column('bigint') received!: number;
  @Column('bigint') spent!: number;
  /** Of what is spent, what went to people one by one: how much, how often, and to how many, each counted once. */
  @Column('bigint', { default: 0 }) granted!: number;
  @Column('int', { default: 0 }) grants!: number;
  @Column('int', { default: 0 }) beneficiaries!: number;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('donation')
export class Donation {
  readonly __typename = 'Donation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') fundId!: string;
  @Column('text') state!: DonationState;
  @Column('bigint') amount!: number;
  @Column('date') receivedOn!: string;
  @Column('boolean') isAnonymous!: boolean;
  @Column('text', { nullable: true }) maskedDonor!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

/** Who gave, kept apart from what was given: the one is personal data, the other open. */
@Entity('donor')
export class Donor {
  @PrimaryColumn('uuid') donationId!: string;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

@Entity('fund_activity')
export class FundActivity {
  readonly __typename = 'FundActivity';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') fundId!: string;
  @Column('text') title!: string;
  @Column('text') state!: FundActivityState;
  @Column('date') plannedFor!: string;
  @Column('bigint', { nullable: true }) spent!: number | null;
  @Column('int', { nullable: true }) peopleAided!: number | null;
  @Column('int', { nullable: true }) personTimes!: number | null;

  @Column('text') localityCode!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}
