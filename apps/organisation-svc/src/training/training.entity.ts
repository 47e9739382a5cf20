import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { TrainingCourseState } from '../generated/graphql';

@Entity('training_course')
export class TrainingCourse {
  readonly __typename = 'TrainingCourse';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: TrainingCourseState;
  @Column('uuid') areaId!: string;
  @Column('text') title!: string;
  @Column('text', { array: true }) posts!: string[];
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('int') hours!: number;
  /** How many took part, so that everybody may know it without knowing who. */
  @Column('int') attendees!: number;
}

/** That somebody took part; row-level security keeps it to those whose area holds the person, and to the person. */
@Entity('training_attendance')
export class TrainingAttendance {
  @PrimaryColumn('uuid') courseId!: string;
  @PrimaryColumn('uuid') personId!: string;
  /** The person's. */
  @Column('uuid') areaId!: string;
  @Column('int') hours!: number;
  @Column('boolean') hasPassed!: boolean;
}
