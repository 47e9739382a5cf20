import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TwoWayOrderState, WorkSide } from '../generated/graphql';

@Entity('two_way_order')
export class TwoWayOrder {
  readonly __typename = 'TwoWayOrder';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: TwoWayOrderState;
  @Column('text') placedBy!: WorkSide;
  /** The community. */
  @Column('uuid') areaId!: string;
  /** Null while no member of the alliance has taken the order. */
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) allianceId!: string | null;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) details!: string | null;
  /** The key of a theme of the locality's profile. */
  @Column('text', { nullable: true }) theme!: string | null;
  @Column('date') placedOn!: string;
  @Column('date') wantedBy!: string;
  @Column('date', { nullable: true }) fulfilledOn!: string | null;
  @Column('int', { nullable: true }) score!: number | null;
  @Column('text', { nullable: true }) comment!: string | null;
}
