import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PartyOrganisationKind, PartyOrganisationState } from '../generated/graphql';

@Entity('party_organisation')
export class PartyOrganisation {
  readonly __typename = 'PartyOrganisation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: PartyOrganisationKind;
  @Column('text') state!: PartyOrganisationState;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column('date') establishedOn!: string;
  @Column('date', { nullable: true }) dissolvedOn!: string | null;

  /** The day it was asked for, so that whatever is read through it is read as of the same day; null for now. */
  asOf?: string | null;
}
