import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MemberClass, RegistrationKind, RegistrationState } from '../generated/graphql';

/** Of a unit when it has no person, otherwise of a member; row-level security keeps the latter to those concerned. */
@Entity('registration')
export class Registration {
  readonly __typename = 'Registration';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: RegistrationState;
  @Column('text') kind!: RegistrationKind;
  @Column('text') receipt!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('text', { nullable: true }) memberClass!: MemberClass | null;
  /** The branch or group of the community that the member is in. */
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;

  /** The day it was asked for, so that its community is read as of the same day; null for now. */
  asOf?: string | null;
}
