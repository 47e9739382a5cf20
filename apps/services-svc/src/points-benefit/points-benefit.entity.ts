import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PointsGrantState, PointsMechanism } from '../generated/graphql';

/** Bears person and place of its volunteer, so that whoever may read the one may read the other. */
@Entity('points_grant')
export class PointsGrant {
  readonly __typename = 'PointsGrant';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: PointsGrantState;
  @Column('uuid') volunteerId!: string;
  @Column('text') mechanism!: PointsMechanism;
  @Column('int') fromPoints!: number;
  @Column('date') grantedOn!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') ruleVersion!: string;

  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
