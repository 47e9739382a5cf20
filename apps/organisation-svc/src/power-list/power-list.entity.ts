import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AreaLevel, PowerListState } from '../generated/graphql';

@Entity('power_list')
export class PowerList {
  readonly __typename = 'PowerList';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PowerListState;
  @Column('text') title!: string;
  /** The offices of `level` at or below this area have what the list says. */
  @Column('uuid') areaId!: string;
  @Column('text') level!: AreaLevel;
  @Column('int', { nullable: true }) number!: number | null;
  /** Keys of the profile's catalogue. */
  @Column('text', { array: true }) powers!: string[];
  @Column('uuid', { nullable: true }) policyDocumentId!: string | null;
  @Column('date', { nullable: true }) fromOn!: string | null;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text') ruleVersion!: string;
}
