import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ElderState, RiskTier } from '../generated/graphql';

@Entity('elder_profile')
export class ElderProfile {
  readonly __typename = 'ElderProfile';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ElderState;

  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('date') birthDate!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;

  @Column('text', { array: true }) groups!: string[];
  @Column('text') riskTier!: RiskTier;
  @Column('text') ruleVersion!: string;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;

  @Column('timestamptz') registeredAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastVisitedAt!: Date | null;
  /** Follows from the last visit and the tier's rounds; kept because lists are sorted by it. */
  @Column('date') nextVisitDueOn!: string;
}
