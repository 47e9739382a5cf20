import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CoverageKind } from '../generated/graphql';

/** That a Party organisation covers an area, and how. */
@Entity('party_coverage')
export class PartyCoverage {
  @PrimaryColumn('uuid') partyOrganisationId!: string;
  @PrimaryColumn('uuid') areaId!: string;
  @Column('text') kind!: CoverageKind;
}
