import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CourseEnrolmentState, CourseState, CourseSubject } from '../generated/graphql';

@Entity('course')
export class Course {
  readonly __typename = 'Course';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') programme!: string;
  @Column('text') subject!: CourseSubject;
  @Column('text') state!: CourseState;
  @Column('uuid', { nullable: true }) siteId!: string | null;
  @Column('uuid', { nullable: true }) providerId!: string | null;
  @Column('int', { nullable: true }) places!: number | null;
  /** Counted under the lock of this row, so that the last place is given once. */
  @Column('int') enrolled!: number;
  @Column('int') personTimes!: number;
  @Column('date') startsOn!: string;
  @Column('text') ruleVersion!: string;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('course_session')
export class CourseSession {
  @PrimaryColumn('uuid') courseId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('timestamptz') startsAt!: Date;
  @Column('timestamptz') endsAt!: Date;
  /** Who was there; null until it is held. */
  @Column('int', { nullable: true }) present!: number | null;
}

/** Bears the place of its course, so that whoever keeps the course may read who learns in it. */
@Entity('course_enrolment')
export class CourseEnrolment {
  readonly __typename = 'CourseEnrolment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') courseId!: string;
  @Column('text') state!: CourseEnrolmentState;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** The registration of whoever is trained for work. */
  @Column('uuid', { nullable: true }) seekerId!: string | null;
  @Column('boolean') isRelocated!: boolean;
  @Column('int') attended!: number;
  @Column('timestamptz') enrolledAt!: Date;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

/** That a learner was at a session. */
@Entity('course_attendance')
export class CourseAttendance {
  @PrimaryColumn('uuid') enrolmentId!: string;
  @PrimaryColumn('int') session!: number;
}
