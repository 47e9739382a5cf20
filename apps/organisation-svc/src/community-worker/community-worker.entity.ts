import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CareerMoveKind,
  CommunityWorkerState,
  Education,
  WorkerAssessmentLevel,
} from '../generated/graphql';

/** Row-level security keeps it to those whose area holds the worker, and to the worker. */
@Entity('community_worker')
export class CommunityWorker {
  readonly __typename = 'CommunityWorker';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommunityWorkerState;
  @Column('uuid') personId!: string;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('uuid') appointmentId!: string;
  /** A grade of the locality's profile; pay follows from it. */
  @Column('text') grade!: string;
  @Column('date') gradedOn!: string;
  @Column('text') education!: Education;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}

@Entity('worker_assessment')
export class WorkerAssessment {
  @PrimaryColumn('uuid') workerId!: string;
  @PrimaryColumn('int') year!: number;
  @Column('uuid') personId!: string;
  /** Where the worker serves, so that whoever reaches the worker reaches this. */
  @Column('uuid') areaId!: string;
  @Column('text') level!: WorkerAssessmentLevel;
}

@Entity('career_move')
export class CareerMove {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') workerId!: string;
  @Column('uuid') personId!: string;
  /** The community that the worker came from. */
  @Column('uuid') areaId!: string;
  @Column('text') kind!: CareerMoveKind;
  /** The community whose post it is. */
  @Column('uuid', { nullable: true }) institutionPostAt!: string | null;
  @Column('date') movedOn!: string;
  /** When they left it for the civil service. */
  @Column('date', { nullable: true }) leftOn!: string | null;
}
