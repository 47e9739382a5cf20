import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ProjectState } from '../generated/graphql';

@Entity('project')
export class Project {
  readonly __typename = 'Project';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ProjectState;
  @Column('text') title!: string;
  /** The key of a class of the locality's profile. */
  @Column('text') class!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) agreementId!: string | null;
  @Column('uuid', { nullable: true }) listId!: string | null;
  /** The joint meeting that agreed on it. */
  @Column('uuid', { nullable: true }) meetingId!: string | null;
  @Column('uuid', { nullable: true }) siteId!: string | null;
  @Column('timestamptz') proposedAt!: Date;
  @Column('timestamptz', { nullable: true }) approvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) acceptedAt!: Date | null;
  @Column('int', { nullable: true }) rating!: number | null;
  @Column('text', { nullable: true }) appraisal!: string | null;
}
