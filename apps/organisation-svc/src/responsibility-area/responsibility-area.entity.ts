import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ResponsibilityAreaState, ResponsibilityKind } from '../generated/graphql';

@Entity('responsibility_area')
export class ResponsibilityArea {
  readonly __typename = 'ResponsibilityArea';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ResponsibilityAreaState;
  @Column('text') name!: string;
  @Column('text') kind!: ResponsibilityKind;
  @Column('uuid') areaId!: string;
  /** The person, Party organisation or unit, as `kind` says. */
  @Column('uuid') holderId!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}

/** That a place is in a responsibility area from one day to another. */
@Entity('responsibility_place')
export class ResponsibilityPlace {
  @PrimaryColumn('uuid') responsibilityAreaId!: string;
  /** The place. */
  @PrimaryColumn('uuid') areaId!: string;
  @PrimaryColumn('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text') kind!: ResponsibilityKind;
}
