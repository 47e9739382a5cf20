import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommunityIncomeState } from '../generated/graphql';

@Entity('community_income_entry')
export class CommunityIncomeEntry {
  readonly __typename = 'CommunityIncomeEntry';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommunityIncomeState;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('int') year!: number;
  /** A model of the locality's profile. */
  @Column('text') model!: string;
  /** In fen; below zero in a reversing entry. */
  @Column('bigint') amount!: number;
  @Column('text') sourceDocument!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('date') bookedOn!: string;
  /** The entry that this one takes back, once. */
  @Column('uuid', { nullable: true }) reversesId!: string | null;
}
