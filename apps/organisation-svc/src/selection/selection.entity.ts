import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SelectionState, VettingVerdict } from '../generated/graphql';

@Entity('selection')
export class Selection {
  readonly __typename = 'Selection';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: SelectionState;
  /** A post code of the locality's profile. */
  @Column('text') post!: string;
  @Column('uuid') areaId!: string;
  @Column('date') openedOn!: string;
  @Column('int', { nullable: true }) eligibleVoters!: number | null;
  @Column('uuid', { nullable: true }) appointmentId!: string | null;
  @Column('text', { nullable: true }) failedAt!: SelectionState | null;
  @Column('text', { nullable: true }) failureReason!: string | null;
  @Column('text') ruleVersion!: string;
}

/** How somebody did by one criterion of the rule. */
export interface Score {
  criterion: string;
  score: number;
}

/** Somebody who stands for a post. Rows are shown to those whose area holds the place, and to the person. */
@Entity('selection_candidate')
export class SelectionCandidate {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') selectionId!: string;
  /** Where the post is held; row-level security goes by it. */
  @Column('uuid') areaId!: string;
  @Column('uuid') personId!: string;
  /** A source of the rule, and its place among them; null and 0 where the rule has none. */
  @Column('text', { nullable: true }) source!: string | null;
  @Column('int') priority!: number;
  @Column('text', { nullable: true }) verdict!: VettingVerdict | null;
  @Column('text', { nullable: true }) verdictReason!: string | null;
  @Column('int', { nullable: true }) votes!: number | null;
  @Column('boolean') isElected!: boolean;
  @Column('jsonb') scores!: Score[];
  @Column('text', { nullable: true }) evaluationNote!: string | null;
}
