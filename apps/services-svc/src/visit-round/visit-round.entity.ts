import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PlannedVisitState, VisitRoundState } from '../generated/graphql';

@Entity('visit_round')
export class VisitRound {
  readonly __typename = 'VisitRound';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: VisitRoundState;
  @Column('date') day!: string;
  @Column('timestamptz') plannedAt!: Date;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

@Entity('planned_visit')
export class PlannedVisit {
  readonly __typename = 'PlannedVisit';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') roundId!: string;
  @Column('uuid') elderId!: string;
  @Column('text') state!: PlannedVisitState;
  /** The day of the round: an elder is on one round a day. */
  @Column('date') day!: string;
  @Column('int') place!: number;
  @Column('date') dueOn!: string;
  @Column('uuid', { nullable: true }) visitId!: string | null;

  /** Where the elder lives. */
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
