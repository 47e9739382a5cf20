import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverageKind } from '../generated/graphql';

/** That a Party organisation covers an area, and how. */
@Entity('party_coverage')
export class PartyCoverage {
  @PrimaryColumn('uuid') partyOrganisationId!: string;
  @PrimaryColumn('uuid') areaId!: string;
  @PrimaryColumn('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text') kind!: CoverageKind;

  /** The day it was asked for; null for now. */
  asOf?: string | null;
}
