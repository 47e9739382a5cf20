import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AreaChangeKind } from '../generated/graphql';

/** A dated split or merge. */
@Entity('area_change')
export class AreaChange {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') kind!: AreaChangeKind;
  @Column('date') day!: string;
  @Column('text', { nullable: true }) note!: string | null;
}

/** That one area came of another by a split or merge. */
@Entity('area_lineage')
export class AreaLineage {
  @PrimaryColumn('uuid') changeId!: string;
  @PrimaryColumn('uuid') predecessorId!: string;
  @PrimaryColumn('uuid') successorId!: string;
}
