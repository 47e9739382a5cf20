import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { VoteChoice, VoteOutcome, VoteState } from '../generated/graphql';

@Entity('vote')
export class Vote {
  readonly __typename = 'Vote';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') deliberationId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') state!: VoteState;
  @Column('text') step!: 'DISCUSS' | 'DISCUSS_AGAIN';
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('boolean') isSecret!: boolean;
  @Column('int') electorCount!: number;
  @Column('int') castCount!: number;
  @Column('int') quorum!: number;
  @Column('int') majorityPercent!: number;
  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz') closesAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: VoteOutcome | null;
  @Column('int', { nullable: true }) inFavour!: number | null;
  @Column('int', { nullable: true }) against!: number | null;
  @Column('int', { nullable: true }) abstained!: number | null;
  @Column('text', { nullable: true }) digest!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

/** Somebody on the roll. Rows are shown to those whose area holds the place, and to the person. */
@Entity('elector')
export class Elector {
  @PrimaryColumn('uuid') voteId!: string;
  @PrimaryColumn('uuid') personId!: string;
  /** Lets the person see the deliberation that is voted on. */
  @Column('uuid') deliberationId!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('boolean') hasVoted!: boolean;
  /** Of open votes alone. */
  @Column('text', { nullable: true }) choice!: VoteChoice | null;
}

/** What was chosen in a secret vote, and not by whom. Nobody reads it before the vote is counted. */
@Entity('ballot')
export class Ballot {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') voteId!: string;
  @Column('text') commitment!: string;
  @Column('text') choice!: VoteChoice;
}
