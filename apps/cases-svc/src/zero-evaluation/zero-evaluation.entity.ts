import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ZeroEvaluationState } from '../generated/graphql';

@Entity('zero_evaluation')
export class ZeroEvaluation {
  readonly __typename = 'ZeroEvaluation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ZeroEvaluationState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('int') year!: number;
  @Column('int') score!: number;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('timestamptz') evaluatedAt!: Date;
}
