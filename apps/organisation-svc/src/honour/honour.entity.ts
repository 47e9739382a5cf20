import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AreaLevel, HonourKind, HonourState } from '../generated/graphql';

/** Of a person or a Party organisation. Row-level security keeps people's to those concerned until it is conferred. */
@Entity('honour')
export class Honour {
  readonly __typename = 'Honour';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: HonourState;
  @Column('text') kind!: HonourKind;
  @Column('text') level!: AreaLevel;
  @Column('int') year!: number;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid', { nullable: true }) partyOrganisationId!: string | null;
  /** A post code of the locality's profile. */
  @Column('text', { nullable: true }) post!: string | null;
  @Column('uuid') areaId!: string;
  @Column('date') recommendedOn!: string;
  @Column('date', { nullable: true }) conferredOn!: string | null;
}
