import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AppointmentSource, AppointmentState, OfficialRank } from '../generated/graphql';

@Entity('appointment')
export class Appointment {
  readonly __typename = 'Appointment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AppointmentState;
  @Column('uuid') personId!: string;
  /** A post code of the locality's profile. */
  @Column('text') post!: string;
  /** The place of the post, or the seat of its unit or Party organisation. */
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text', { nullable: true }) source!: AppointmentSource | null;
  @Column('text', { nullable: true }) rank!: OfficialRank | null;
  @Column('text', { nullable: true }) document!: string | null;
  /** The policy document by which it was made. */
  @Column('uuid', { nullable: true }) policyDocumentId!: string | null;
  @Column('boolean') isConcurrent!: boolean;

  /** The day it was asked for, so that whatever is read through it is read as of the same day; null for now. */
  asOf?: string | null;
}
