import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RepresentativeRole, RepresentativeState } from '../generated/graphql';

@Entity('studio_representative')
export class StudioRepresentative {
  readonly __typename = 'StudioRepresentative';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') role!: RepresentativeRole;
  @Column('text') state!: RepresentativeState;
  @Column('text') maskedName!: string;
  @Column('bytea') sealedName!: Buffer;
  @Column('date') seatedOn!: string;
  @Column('date', { nullable: true }) releasedOn!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
