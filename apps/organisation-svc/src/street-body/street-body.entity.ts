import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { StreetBodyKind, StreetBodyState } from '../generated/graphql';

@Entity('street_body')
export class StreetBody {
  readonly __typename = 'StreetBody';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: StreetBodyState;
  @Column('text') name!: string;
  @Column('text') kind!: StreetBodyKind;
  /** A platform of the locality's profile. */
  @Column('text', { nullable: true }) platform!: string | null;
  /** The street. */
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('int') staff!: number;
  @Column('text', { array: true }) windows!: string[];
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
