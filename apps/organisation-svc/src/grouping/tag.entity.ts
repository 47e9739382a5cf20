import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TaggedKind, TagState } from '../generated/graphql';

@Entity('tag')
export class Tag {
  readonly __typename = 'Tag';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: TagState;
  @Column('text') kind!: TaggedKind;
  @Column('uuid') recordId!: string;
  /** Where the record stands. */
  @Column('uuid') areaId!: string;
  @Column('text') grouping!: string;
  @Column('text') part!: string;
  @Column('date') taggedOn!: string;
}
