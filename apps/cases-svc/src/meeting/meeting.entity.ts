import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MeetingPurpose, MeetingState } from '../generated/graphql';

@Entity('meeting')
export class Meeting {
  readonly __typename = 'Meeting';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') councilId!: string;
  @Column('text') councilKind!: string;
  @Column('text') state!: MeetingState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('int') number!: number;
  @Column('text') purpose!: MeetingPurpose;
  @Column('timestamptz') scheduledFor!: Date;
  @Column('text') venue!: string;
  @Column('uuid', { array: true }) presentMemberIds!: string[];
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) minutes!: string | null;
}
