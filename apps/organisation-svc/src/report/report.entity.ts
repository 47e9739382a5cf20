import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ServiceEvaluationState, ServiceReportKind, ServiceReportState } from '../generated/graphql';

@Entity('service_report')
export class ServiceReport {
  readonly __typename = 'ServiceReport';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ServiceReportState;
  @Column('text') kind!: ServiceReportKind;
  @Column('uuid') unitId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid', { nullable: true }) branchId!: string | null;
  @Column('uuid', { nullable: true }) superiorId!: string | null;
  /** Where the unit sits. */
  @Column('uuid') areaId!: string;
  @Column('int') year!: number;
  @Column('int', { nullable: true }) half!: number | null;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('int') members!: number;
  @Column('int') claims!: number;
  @Column('int') participations!: number;
  @Column('double precision') hours!: number;
}

@Entity('service_evaluation')
export class ServiceEvaluation {
  readonly __typename = 'ServiceEvaluation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ServiceEvaluationState;
  @Column('uuid') registrationId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('int') year!: number;
  @Column('int') score!: number;
  @Column('text', { nullable: true }) comment!: string | null;
}
