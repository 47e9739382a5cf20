import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PropertyMode } from '../generated/graphql';

/** A time in which a compound was in the same hands. What was before the first change is written down with it. */
@Entity('compound_management')
export class CompoundManagement {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') areaId!: string;
  @Column('date', { nullable: true }) fromOn!: string | null;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text') mode!: PropertyMode;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  @Column('date', { nullable: true }) untilOn!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
