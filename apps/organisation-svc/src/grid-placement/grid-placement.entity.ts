import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { GridPlacementState } from '../generated/graphql';

@Entity('grid_placement')
export class GridPlacement {
  readonly __typename = 'GridPlacement';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: GridPlacementState;
  @Column('uuid') unitId!: string;
  /** The grid. */
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
