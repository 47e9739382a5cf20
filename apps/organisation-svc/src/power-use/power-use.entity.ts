import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PowerUseState } from '../generated/graphql';

@Entity('power_use')
export class PowerUse {
  readonly __typename = 'PowerUse';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PowerUseState;
  /** The office. */
  @Column('uuid') areaId!: string;
  @Column('text') power!: string;
  @Column('uuid') listId!: string;
  @Column('uuid') unitId!: string;
  @Column('date') day!: string;
  @Column('text') content!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('date', { nullable: true }) answeredOn!: string | null;
}
