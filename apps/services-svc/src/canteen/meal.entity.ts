import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MealState, Sitting } from '../generated/graphql';

@Entity('meal')
export class Meal {
  readonly __typename = 'Meal';

  @PrimaryGeneratedColumn('uuid') id!: string;
  /** The site that cooks; a canteen has no id of its own. */
  @Column('uuid') canteenId!: string;
  @Column('text') state!: MealState;
  @Column('date') day!: string;
  @Column('text') sitting!: Sitting;
  @Column('text', { array: true }) dishes!: string[];
  @Column('bigint') price!: number;
  @Column('int') seats!: number;
  /** How many seats are taken. It changes by one statement with its own condition, so that none is sold twice. */
  @Column('int') booked!: number;
  @Column('timestamptz') bookingClosesAt!: Date;
}
