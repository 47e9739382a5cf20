import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ExclusionState } from '../generated/graphql';

@Entity('case_exclusion')
export class CaseExclusion {
  readonly __typename = 'CaseExclusion';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ExclusionState;
  @Column('text') kind!: string;
  @Column('text') evidence!: string;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('text') ruleVersion!: string;

  @Column('timestamptz') proposedAt!: Date;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
}
