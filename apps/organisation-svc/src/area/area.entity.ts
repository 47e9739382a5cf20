import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AreaLevel, AreaState, PropertyMode } from '../generated/graphql';

/** An area as it is now, or last was. What it was before stands in its versions. */
@Entity('area')
export class Area {
  readonly __typename = 'Area';

  @PrimaryGeneratedColumn('uuid') id!: string;
  /** Its own part of the path, which it keeps for ever; so the labels of a path name everything it lies in. */
  @Column({ type: 'text', collation: 'C' }) label!: string;
  @Column({ type: 'text', collation: 'C' }) code!: string;
  @Column('text') name!: string;
  @Column('text') level!: AreaLevel;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** `/h/h1/h3k/`: an area lies in another when its path starts with the other's. */
  @Column({ type: 'text', collation: 'C' }) path!: string;
  @Column('boolean') urban!: boolean;
  @Column('boolean') inProgramme!: boolean;
  @Column('int', { nullable: true }) householdCount!: number | null;
  @Column('int', { nullable: true }) registeredPopulation!: number | null;

  @Column('boolean', { nullable: true }) enclosed!: boolean | null;
  @Column('text', { nullable: true }) propertyMode!: PropertyMode | null;
  @Column('date', { nullable: true }) managedSince!: string | null;
  @Column('boolean', { nullable: true }) introducedProperty!: boolean | null;
  @Column('boolean', { nullable: true }) isOld!: boolean | null;
  @Column('boolean', { nullable: true }) isUnderRenovation!: boolean | null;
  @Column('boolean', { nullable: true }) isModel!: boolean | null;

  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;

  @Column('text') state!: AreaState;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;

  /** The day it was asked for, so that whatever is read through it is read as of the same day; null for now. */
  asOf?: string | null;
}
