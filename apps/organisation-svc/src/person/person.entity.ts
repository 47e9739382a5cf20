import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { PoliticalStatus } from '../generated/graphql';

/** Somebody registered, as everybody may know them: masked. */
@Entity('person')
export class Person {
  readonly __typename = 'Person';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('text') politicalStatus!: PoliticalStatus;
  @Column('int', { nullable: true }) birthYear!: number | null;
  @Column('uuid') areaId!: string;
  /** Knows the same identity number again, and tells nobody what it is. */
  @Column('bytea', { nullable: true, select: false }) identityHash!: Buffer | null;
  @Column('text') state!: 'REGISTERED';
}

/** What is sealed of a person. Row-level security shows it only within the area that it lies in. */
@Entity('person_secret')
export class PersonSecret {
  /** The person's. */
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') areaId!: string;
  /** Name and numbers, as `PersonInClear`. */
  @Column('bytea') sealed!: Buffer;
  /** Know the same name, and the initials of its reading, again; see search/name-keys.ts. */
  @Column('bytea', { nullable: true, select: false }) nameHash!: Buffer | null;
  @Column('bytea', { nullable: true, select: false }) initialsHash!: Buffer | null;
  @Column('bytea', { nullable: true, select: false }) otherInitialsHash!: Buffer | null;
}
