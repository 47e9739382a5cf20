import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AgreementState, CommitmentState, WorkSide } from '../generated/graphql';

@Entity('agreement')
export class Agreement {
  readonly __typename = 'Agreement';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AgreementState;
  @Column('text') title!: string;
  /** The key of a theme of the locality's profile. */
  @Column('text', { nullable: true }) theme!: string | null;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('uuid') unitId!: string;
  @Column('text') proposedBy!: WorkSide;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('date', { nullable: true }) signedOn!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
}

@Entity('commitment')
export class Commitment {
  readonly __typename = 'Commitment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommitmentState;
  @Column('uuid') agreementId!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid') unitId!: string;
  @Column('text') promisedBy!: WorkSide;
  @Column('text') content!: string;
  /** Within how many working days of the signing, or … */
  @Column('int', { nullable: true }) workingDays!: number | null;
  /** … by which day it was wanted. */
  @Column('date', { nullable: true }) wantedOn!: string | null;
  /** What became of these by the working calendar, once the agreement is signed. */
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('date', { nullable: true }) keptOn!: string | null;
}
