import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MatchState } from '../generated/graphql';
import type { Reason } from './score';

@Entity('list_match')
export class Match {
  readonly __typename = 'Match';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: MatchState;
  @Column('uuid') demandId!: string;
  @Column('uuid') resourceId!: string;
  @Column('uuid') windowId!: string;
  @Column('int') amount!: number;
  @Column('int') score!: number;
  @Column('jsonb') reasons!: Reason[];
  @Column('timestamptz') decidedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
