import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AllocationState, PairingState } from '../generated/graphql';
import type { Reasons } from './allocate';

@Entity('allocation')
export class Allocation {
  readonly __typename = 'Allocation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AllocationState;
  @Column('uuid') areaId!: string;
}

@Entity('pairing')
export class Pairing {
  readonly __typename = 'Pairing';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PairingState;
  @Column('uuid') allocationId!: string;
  @Column('uuid') unitId!: string;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('jsonb') reasons!: Reasons;
  @Column('timestamptz') proposedAt!: Date;
  @Column('date', { nullable: true }) fromOn!: string | null;
  @Column('date', { nullable: true }) toOn!: string | null;

  /** The day it was asked for, so that its community is read as of the same day; null for now. */
  asOf?: string | null;
}
