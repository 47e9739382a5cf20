import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommitteeRole, CommitteeState } from '../generated/graphql';

@Entity('committee')
export class Committee {
  readonly __typename = 'Committee';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommitteeState;
  @Column('text') title!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('date') foundedOn!: string;
  @Column('date', { nullable: true }) dissolvedOn!: string | null;
}

@Entity('committee_member')
export class CommitteeMember {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') committeeId!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('text') role!: CommitteeRole;
  @Column('text', { nullable: true }) duty!: string | null;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}

@Entity('committee_session')
export class CommitteeSession {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') committeeId!: string;
  @Column('date') day!: string;
  @Column('text') agenda!: string;
  @Column('text') decisions!: string;
  /** The seats that were there. */
  @Column('uuid', { array: true }) attendedIds!: string[];
}
