import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ActivityKind, AttendanceSheetState, JointActivityState } from '../generated/graphql';

@Entity('joint_activity')
export class JointActivity {
  readonly __typename = 'JointActivity';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: JointActivityState;
  @Column('text') kind!: ActivityKind;
  @Column('text') title!: string;
  @Column('uuid') areaId!: string;
  /** A recurring day of the locality's profile. */
  @Column('text', { nullable: true }) series!: string | null;
  /** The key of a theme of the locality's profile. */
  @Column('text', { nullable: true }) theme!: string | null;
  @Column('uuid', { array: true }) organiserIds!: string[];
  @Column('uuid', { nullable: true }) agreementId!: string | null;
  @Column('date') day!: string;
}

/** Heads, not people: who came is nobody's business, how many is. */
@Entity('attendance_sheet')
export class AttendanceSheet {
  readonly __typename = 'AttendanceSheet';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AttendanceSheetState;
  @Column('uuid') activityId!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  @Column('int') heads!: number;
  /** The day of the activity, which is fixed once it was held. */
  @Column('date') day!: string;
}
