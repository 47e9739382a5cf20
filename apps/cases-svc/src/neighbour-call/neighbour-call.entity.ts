import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { NeighbourCallState } from '../generated/graphql';

@Entity('neighbour_call')
export class NeighbourCall {
  readonly __typename = 'NeighbourCall';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') localityCode!: string;
  @Column('text') channel!: string;
  @Column('text') state!: NeighbourCallState;
  /** Whose turn it is, counted from 0. */
  @Column('int') rung!: number;
  @Column('timestamptz', { nullable: true }) risesAt!: Date | null;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('text') ruleVersion!: string;

  @Column('timestamptz') startedAt!: Date;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
