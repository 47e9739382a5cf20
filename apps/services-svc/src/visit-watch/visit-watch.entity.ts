import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { VisitAlertKind, VisitAlertState, VisitFollowUpState, VisitNeed } from '../generated/graphql';

@Entity('visit_alert')
export class VisitAlert {
  readonly __typename = 'VisitAlert';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') elderId!: string;
  @Column('text') kind!: VisitAlertKind;
  @Column('text') state!: VisitAlertState;
  @Column('timestamptz') dueAt!: Date;
  @Column('timestamptz') raisedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;

  /** Where the elder lives. */
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
}

@Entity('visit_follow_up')
export class VisitFollowUp {
  readonly __typename = 'VisitFollowUp';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') visitId!: string;
  @Column('uuid') elderId!: string;
  @Column('text') need!: VisitNeed;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') state!: VisitFollowUpState;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('uuid', { nullable: true }) demandId!: string | null;

  /** Where the elder lives. */
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
}
