import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  RenewalFundSource,
  RenewalFundState,
  RenewalMilestoneState,
  RenewalProjectState,
} from '../generated/graphql';

/** An acceptance inspection as it is kept with its project. */
export interface Inspection {
  inspectedOn: string;
  isPassed: boolean;
  criteria: { key: string; isMet: boolean }[];
  remark: string | null;
}

@Entity('renewal_project')
export class RenewalProject {
  readonly __typename = 'RenewalProject';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: RenewalProjectState;
  @Column('text') kind!: string;
  @Column('text') title!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('int') buildings!: number;
  @Column('int') households!: number;
  @Column('bigint') budget!: number;

  @Column('uuid', { nullable: true }) firstSecretaryId!: string | null;
  @Column('uuid', { nullable: true }) communitySecretaryId!: string | null;
  @Column('text', { nullable: true }) workingGroup!: string | null;

  /** How much of what it has brought about, by the key of each. */
  @Column('jsonb') outputs!: Record<string, number>;
  @Column('jsonb') inspections!: Inspection[];
  @Column('date', { nullable: true }) acceptanceDueOn!: string | null;
  @Column('date', { nullable: true }) acceptedOn!: string | null;
  @Column('bigint', { nullable: true }) award!: number | null;
  @Column('int', { nullable: true }) evaluationScore!: number | null;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('text') ruleVersion!: string;

  @Column('timestamptz') proposedAt!: Date;
  @Column('timestamptz', { nullable: true }) approvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) begunAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('renewal_fund')
export class RenewalFund {
  readonly __typename = 'RenewalFund';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') projectId!: string;
  @Column('text') state!: RenewalFundState;
  @Column('text') source!: RenewalFundSource;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('bigint') amount!: number;
  @Column('timestamptz') pledgedAt!: Date;
  @Column('timestamptz', { nullable: true }) receivedAt!: Date | null;
}

@Entity('renewal_milestone')
export class RenewalMilestone {
  readonly __typename = 'RenewalMilestone';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') projectId!: string;
  @Column('text') state!: RenewalMilestoneState;
  @Column('text') title!: string;
  @Column('date') dueOn!: string;
  @Column('date', { nullable: true }) reachedOn!: string | null;
}
