import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DeploymentCallState, DeploymentShiftState, DeploymentState } from '../generated/graphql';

@Entity('deployment_call')
export class DeploymentCall {
  readonly __typename = 'DeploymentCall';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: DeploymentCallState;
  @Column('text') title!: string;
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('int') needed!: number;
  /** Changes only while the row is locked. */
  @Column('int') signedUp!: number;
}

@Entity('deployment')
export class Deployment {
  readonly __typename = 'Deployment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: DeploymentState;
  @Column('uuid') callId!: string;
  @Column('uuid') personId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  /** Where they are assigned, and until then where they are called to. */
  @Column('uuid') areaId!: string;
  @Column('date') signedUpOn!: string;
  @Column('date', { nullable: true }) fromOn!: string | null;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('timestamptz', { nullable: true }) reportedInAt!: Date | null;
  @Column('timestamptz', { nullable: true }) releasedAt!: Date | null;
}

@Entity('deployment_shift')
export class DeploymentShift {
  readonly __typename = 'DeploymentShift';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: DeploymentShiftState;
  @Column('uuid') deploymentId!: string;
  @Column('uuid') personId!: string;
  @Column('uuid') areaId!: string;
  @Column('timestamptz') startsAt!: Date;
  @Column('timestamptz') endsAt!: Date;
  @Column('text') task!: string;
}
