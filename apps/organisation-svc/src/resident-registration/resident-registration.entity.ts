import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { ResidentKind, ResidentRegistrationState } from '../generated/graphql';

/** Tells who lives where, if masked, so row-level security keeps it to the area and to those who handed it in. */
@Entity('resident_registration')
export class ResidentRegistration {
  readonly __typename = 'ResidentRegistration';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ResidentRegistrationState;
  @Column('text') kind!: ResidentKind;
  @Column('uuid') houseCodeId!: string;
  /** The household. */
  @Column('uuid') areaId!: string;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('int', { nullable: true }) birthYear!: number | null;
  @Column('date') registeredOn!: string;
  @Column('date', { nullable: true }) returnedOn!: string | null;
  /** Who handed it in, when the token spoke for a person. */
  @Column('uuid', { nullable: true }) registrantId!: string | null;
  /** Who it is on the register, once confirmed. */
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** Knows the same person at the same household again, and tells nobody who it is. Null once erased. */
  @Column('bytea', { nullable: true }) likeness!: Buffer | null;
}

/** What is sealed of a registration; gone when it is turned away or taken back. */
@Entity('resident_secret')
export class ResidentSecret {
  /** The registration's. */
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) registrantId!: string | null;
  /** Name and numbers, as `ResidentInClear`. */
  @Column('bytea') sealed!: Buffer;
}
