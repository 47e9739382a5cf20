import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { UnitLinkRole, UnitLinkState } from '../generated/graphql';

@Entity('community_unit_link')
export class CommunityUnitLink {
  readonly __typename = 'CommunityUnitLink';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: UnitLinkState;
  @Column('uuid') unitId!: string;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('text') role!: UnitLinkRole;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;

  /** The day it was asked for, so that its community is read as of the same day; null for now. */
  asOf?: string | null;
}
