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

  /** Why canteens give more of a subsidy, and what must not be on the plate; the latter is sealed. */
  @Column('text', { array: true }) hardships!: string[];
  @Column('int') allergyCount!: number;
  @Column('bytea', { nullable: true }) sealedAllergies!: Buffer | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;

  @Column('timestamptz') registeredAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastVisitedAt!: Date | null;
  /** Follows from the last visit and the tier's rounds; kept because lists are sorted by it. */
  @Column('date') nextVisitDueOn!: string;
  /** The last major change that nobody has seen the elder since, and until when somebody must. */
  @Column('timestamptz', { nullable: true }) changedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) visitWantedBy!: Date | null;
}

/** A tier that an elder was in until somebody or a rule changed it. It never changes; months past are counted by it. */
@Entity('risk_tier_change')
export class RiskTierChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('uuid') elderId!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') was!: RiskTier;
  @Column('text') became!: RiskTier;
  @Column('text') reason!: string;
  @Column('text') ruleVersion!: string;
}
