import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommunityProjectKind, CommunityProjectState } from '../generated/graphql';

@Entity('community_project')
export class CommunityProject {
  readonly __typename = 'CommunityProject';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') kind!: CommunityProjectKind;
  @Column('text') state!: CommunityProjectState;
  @Column('uuid') enterpriseId!: string;
  @Column('date') startedOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}
