import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediationKind, MediationState, PartyRole } from '../generated/graphql';

@Entity('mediation')
export class Mediation {
  readonly __typename = 'Mediation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: MediationState;
  @Column('text') kind!: MediationKind;
  @Column('text') disputeType!: string;
  @Column('text') summary!: string;

  /** Where it came from: a case, a deliberation, or neither. */
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) deliberationId!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  /** At whose desk it lies; null for the people's mediation committee of the area. */
  @Column('uuid', { nullable: true }) unitId!: string | null;
  /** The units that have or had a part in it, the court that is to confirm it among them. The database lets them see it. */
  @Column('uuid', { array: true }) unitIds!: string[];
  /** The people whose dispute it is, where known. The database lets them see it too. */
  @Column('uuid', { array: true }) partyPersonIds!: string[];
  @Column('uuid', { nullable: true }) mediatorId!: string | null;
  @Column('jsonb') transfers!: Transfer[];

  @Column('timestamptz') appliedAt!: Date;
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('text', { nullable: true }) ruleVersion!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

/** One handing on, as it is kept: dates in JSON are texts. */
export interface Transfer {
  fromKind: MediationKind;
  toKind: MediationKind;
  fromUnitId: string | null;
  toUnitId: string | null;
  at: string;
  reason: string;
}

@Entity('mediation_party')
export class MediationParty {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') mediationId!: string;
  /** Counts from 1 in the order in which they were named. */
  @Column('int') position!: number;
  @Column('text') role!: PartyRole;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('text', { nullable: true }) maskedName!: string | null;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea', { nullable: true }) sealedName!: Buffer | null;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
}
