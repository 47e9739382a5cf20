import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { FundGrantState, FundHardship } from '../generated/graphql';

@Entity('fund_grant')
export class FundGrant {
  readonly __typename = 'FundGrant';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('uuid') fundId!: string;
  @Column('text') state!: FundGrantState;
  /** A keyed hash of name and birth date: the same for the same person, and it tells nobody who they are. */
  @Column('bytea') beneficiary!: Buffer;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('text') hardship!: FundHardship;
  @Column('bigint') amount!: number;
  @Column('date') grantedOn!: string;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
}
