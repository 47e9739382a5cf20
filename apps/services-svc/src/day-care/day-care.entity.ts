import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CareService, DayCareEnrolmentState } from '../generated/graphql';

@Entity('day_care_enrolment')
export class DayCareEnrolment {
  readonly __typename = 'DayCareEnrolment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('uuid') elderId!: string;
  @Column('text') state!: DayCareEnrolmentState;
  @Column('text') localityCode!: string;

  /** Where the elder's priority stands among those of the rule, and its key; the line goes by rank and then by time. */
  @Column('int') rank!: number;
  @Column('text', { nullable: true }) priority!: string | null;
  @Column('text') ruleVersion!: string;
  @Column('timestamptz') appliedAt!: Date;
  @Column('timestamptz', { nullable: true }) acceptBy!: Date | null;
  @Column('date', { nullable: true }) enrolledOn!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;

  @Column('text', { array: true }) careServices!: CareService[];
  @Column('bytea', { nullable: true }) sealedCareNotes!: Buffer | null;
  @Column('date', { nullable: true }) careAgreedOn!: string | null;
  @Column('date', { nullable: true }) careReviewOn!: string | null;

  /** Whose it is: the elder's, the person's behind them and their area's; the centre's operator's and area's. */
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') elderAreaId!: string;
  @Column({ type: 'text', collation: 'C' }) elderAreaPath!: string;
  @Column('uuid', { nullable: true }) operatorId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

/** Whether somebody came on a day. */
@Entity('day_care_attendance')
export class DayCareAttendance {
  @PrimaryColumn('uuid') enrolmentId!: string;
  @PrimaryColumn('date') day!: string;
  @Column('boolean') attended!: boolean;
  @Column('timestamptz') recordedAt!: Date;
}
