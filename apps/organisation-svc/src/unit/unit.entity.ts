import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { UnitKind, UnitState } from '../generated/graphql';

@Entity('unit')
export class Unit {
  readonly __typename = 'Unit';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: UnitKind;
  @Column('text') state!: UnitState;
  @Column('boolean') isRed!: boolean;
  @Column('text', { nullable: true }) creditCode!: string | null;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** Null when it has been on the books for as long as is known. */
  @Column('date', { nullable: true }) registeredOn!: string | null;
  @Column('date', { nullable: true }) closedOn!: string | null;

  /** The day it was asked for, so that whatever is read through it is read as of the same day; null for now. */
  asOf?: string | null;
}
