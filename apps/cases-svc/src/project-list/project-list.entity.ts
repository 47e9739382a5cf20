import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LeftOutReason, ProjectListState } from '../generated/graphql';
import type { Proposal } from '../list-matching/propose';

@Entity('project_list')
export class ProjectList {
  readonly __typename = 'ProjectList';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ProjectListState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('date') quarter!: string;
  @Column('timestamptz') generatedAt!: Date;
  @Column('text') ruleVersion!: string;
  @Column('double precision') worth!: number;
  @Column('int') includedCount!: number;
  @Column('int') leftOutCount!: number;
}

@Entity('project_list_entry')
export class ProjectListEntry {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') listId!: string;
  /** Its place on the list, from 1. */
  @Column('int') rank!: number;
  @Column('uuid') demandId!: string;
  @Column('jsonb') proposals!: Proposal[];
  @Column('int') stillMissing!: number;
  @Column('text', { nullable: true }) leftOut!: LeftOutReason | null;
}
