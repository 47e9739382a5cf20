import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PartState } from '../generated/graphql';

@Entity('case_part')
export class CasePart {
  readonly __typename = 'CasePart';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('uuid') unitId!: string;
  @Column('text') state!: PartState;
  @Column('text') task!: string;
  @Column('text', { nullable: true }) result!: string | null;

  @Column('timestamptz') dispatchedAt!: Date;
  @Column('timestamptz', { nullable: true }) signedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
