import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PublicationState } from '../generated/graphql';

/** Row-level security keeps what is not published to those whose area writes it. */
@Entity('publication')
export class Publication {
  readonly __typename = 'Publication';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PublicationState;
  /** A code of the locality's profile. */
  @Column('text') kind!: string;
  /** As the profile said when it was drafted. */
  @Column('boolean') isForHouseholds!: boolean;
  @Column('text') title!: string;
  @Column('text') text!: string;
  @Column('uuid') areaId!: string;
  @Column('date') draftedOn!: string;
  @Column('date', { nullable: true }) publishedOn!: string | null;
  @Column('date', { nullable: true }) untilOn!: string | null;
}
