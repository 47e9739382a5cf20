import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  AnnualAssessmentState,
  EvaluationRoundState,
  EvaluationSheetState,
  EvaluatorKind,
} from '../generated/graphql';
import type { Line } from './composite';

@Entity('evaluation_round')
export class EvaluationRound {
  readonly __typename = 'EvaluationRound';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: EvaluationRoundState;
  @Column('uuid') areaId!: string;
  @Column('text') scheme!: string;
  @Column('int') year!: number;
  @Column('text') ruleVersion!: string;
  @Column('date') dueOn!: string;
  /** What the clock has told of it last. */
  @Column('text', { nullable: true }) told!: 'REMIND' | 'OVERDUE' | null;
}

/** Of a unit, or of a community when it has no unit. */
@Entity('annual_assessment')
export class AnnualAssessment {
  readonly __typename = 'AnnualAssessment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AnnualAssessmentState;
  @Column('uuid') roundId!: string;
  @Column('text') scheme!: string;
  @Column('int') year!: number;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  /** The community, or where the unit sits. */
  @Column('uuid') areaId!: string;
  @Column('text') ruleVersion!: string;
  @Column('double precision', { nullable: true }) composite!: number | null;
  /** What it was made of when the round was closed. */
  @Column('jsonb', { nullable: true }) lines!: Line[] | null;
  /** What communities said all year, as far as it counted. */
  @Column('uuid', { array: true }) serviceEvaluationIds!: string[];
}

/** Row-level security keeps it to whoever gave it and whoever holds the round, until the round is closed. */
@Entity('evaluation_sheet')
export class EvaluationSheet {
  readonly __typename = 'EvaluationSheet';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: EvaluationSheetState;
  @Column('uuid') assessmentId!: string;
  @Column('text') evaluator!: EvaluatorKind;
  /** The unit, community, street or area that gave it. */
  @Column('uuid') evaluatorId!: string;
  /** Who gave it, when that is a unit. */
  @Column('uuid', { nullable: true }) unitId!: string | null;
  /** Within whose reach it lies: of the evaluator's area, or of the round for a unit's own. */
  @Column('uuid') areaId!: string;
  @Column('text') domain!: string;
  @Column('int') score!: number;
  @Column('int') voices!: number;
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('text') ruleVersion!: string;
}
