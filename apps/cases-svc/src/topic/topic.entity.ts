import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TopicState } from '../generated/graphql';

@Entity('topic')
export class Topic {
  readonly __typename = 'Topic';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: TopicState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  /** Its first day. */
  @Column('date') month!: string;
  @Column('text') category!: string;
  @Column('text') title!: string;
  @Column('uuid') leadUnitId!: string;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('timestamptz') chosenAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
