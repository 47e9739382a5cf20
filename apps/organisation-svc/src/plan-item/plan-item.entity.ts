import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PlanItemState, PlanList } from '../generated/graphql';

@Entity('plan_item')
export class PlanItem {
  readonly __typename = 'PlanItem';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PlanItemState;
  /** Whose plan it is. */
  @Column('uuid') areaId!: string;
  @Column('int') number!: number;
  @Column('text') list!: PlanList;
  @Column('text') content!: string;
  @Column('uuid', { array: true }) ownerIds!: string[];
  @Column('uuid', { array: true }) districtIds!: string[];
  @Column('date') dueAt!: string;
  @Column('int') percent!: number;
  @Column('date', { nullable: true }) doneOn!: string | null;
}

/** What was reported of an item's progress. */
@Entity('plan_report')
export class PlanReport {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') planItemId!: string;
  @Column('int') percent!: number;
  @Column('text') note!: string;
  @Column('timestamptz') at!: Date;
}
