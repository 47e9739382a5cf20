import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { OfficialRank, PortfolioState, SecretaryMatchingState } from '../generated/graphql';

/** A need of a community, by the key of a work field. */
export interface Need {
  field: string;
  weight: number;
}

/** A leader as proposed, with the reasons of that day. */
export interface Candidate {
  personId: string;
  rank: OfficialRank;
  score: number;
  meets: Need[];
  leaves: Need[];
}

@Entity('secretary_matching')
export class SecretaryMatching {
  readonly __typename = 'SecretaryMatching';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: SecretaryMatchingState;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('jsonb') needs!: Need[];
  @Column('jsonb') candidates!: Candidate[];
  @Column('date') openedOn!: string;
  @Column('date', { nullable: true }) proposedOn!: string | null;
  @Column('uuid', { nullable: true }) appointmentId!: string | null;
}

@Entity('portfolio')
export class Portfolio {
  readonly __typename = 'Portfolio';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PortfolioState;
  @Column('uuid') personId!: string;
  @Column('uuid') areaId!: string;
  @Column('text') rank!: OfficialRank;
  /** Keys of the locality's work fields. */
  @Column('text', { array: true }) fields!: string[];
}
