import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommunityEnterpriseState } from '../generated/graphql';

@Entity('community_enterprise')
export class CommunityEnterprise {
  readonly __typename = 'CommunityEnterprise';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommunityEnterpriseState;
  @Column('uuid') unitId!: string;
  /** The community. */
  @Column('uuid') areaId!: string;
  /** A model of the locality's profile. */
  @Column('text') model!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
