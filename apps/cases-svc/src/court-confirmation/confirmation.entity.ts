import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CourtConfirmationState } from '../generated/graphql';

@Entity('court_confirmation')
export class CourtConfirmation {
  readonly __typename = 'CourtConfirmation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') mediationId!: string;
  @Column('uuid') agreementId!: string;
  @Column('text') state!: CourtConfirmationState;
  @Column('uuid') courtId!: string;
  @Column('uuid', { array: true }) applicantIds!: string[];
  @Column('timestamptz') appliedAt!: Date;
  @Column('timestamptz', { nullable: true }) lodgedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) ruling!: string | null;
}
