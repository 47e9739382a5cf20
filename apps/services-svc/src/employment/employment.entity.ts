import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  EmploymentSubsidyKind,
  EmploymentSubsidyState,
  JobPostingState,
  JobSchooling,
  ZeroEmploymentOutcome,
  ZeroEmploymentState,
} from '../generated/graphql';

@Entity('job_posting')
export class JobPosting {
  readonly __typename = 'JobPosting';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') state!: JobPostingState;
  @Column('uuid') employerId!: string;
  @Column('date') releasedOn!: string;
  @Column('int') vacancies!: number;
  @Column('int') filled!: number;
  @Column('text', { nullable: true }) occupation!: string | null;
  @Column('text', { array: true, default: [] }) skills!: string[];
  /** The least that is asked for. */
  @Column('text', { nullable: true }) schooling!: JobSchooling | null;
  /** In fen. */
  @Column('bigint', { nullable: true }) monthlyWage!: number | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('employment_subsidy')
export class EmploymentSubsidy {
  readonly __typename = 'EmploymentSubsidy';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') kind!: EmploymentSubsidyKind;
  @Column('text') state!: EmploymentSubsidyState;
  @Column('uuid') unitId!: string;
  @Column('date') month!: string;
  /** In fen. */
  @Column('bigint') amount!: number;
  @Column('int') people!: number;
  @Column('date', { nullable: true }) paidOn!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('zero_employment_family')
export class ZeroEmploymentFamily {
  readonly __typename = 'ZeroEmploymentFamily';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ZeroEmploymentState;
  @Column('int') ableToWork!: number;
  @Column('date') foundOn!: string;
  @Column('date', { nullable: true }) clearedOn!: string | null;
  @Column('text', { nullable: true }) outcome!: ZeroEmploymentOutcome | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}
