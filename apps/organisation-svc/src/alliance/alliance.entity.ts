import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AllianceMembershipState, AllianceRole, AllianceState } from '../generated/graphql';

@Entity('alliance')
export class Alliance {
  readonly __typename = 'Alliance';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AllianceState;
  /** A kind of the locality's profile. */
  @Column('text') kind!: string;
  @Column('text') name!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  @Column('text', { nullable: true }) rules!: string | null;
  @Column('date') foundedOn!: string;
  @Column('date', { nullable: true }) dissolvedOn!: string | null;
}

@Entity('alliance_membership')
export class AllianceMembership {
  readonly __typename = 'AllianceMembership';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AllianceMembershipState;
  @Column('uuid') allianceId!: string;
  @Column('uuid') unitId!: string;
  /** Where the alliance was founded. */
  @Column('uuid') areaId!: string;
  @Column('text') role!: AllianceRole;
  @Column('text', { nullable: true }) duty!: string | null;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
