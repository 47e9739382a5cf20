import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MealBookingState, MealService } from '../generated/graphql';
import type { SubsidyLine } from './canteen.rules';

@Entity('meal_booking')
export class MealBooking {
  readonly __typename = 'MealBooking';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') mealId!: string;
  /** The day of the meal, kept here because lists of bookings are sorted by it. */
  @Column('date') day!: string;
  @Column('text') state!: MealBookingState;
  @Column('text') service!: MealService;
  @Column('bigint') price!: number;
  @Column('bigint') subsidy!: number;
  @Column('bigint') toPay!: number;
  /** What the subsidy is made of; the lines sum to it. */
  @Column('jsonb') subsidyLines!: SubsidyLine[];
  @Column('text') ruleVersion!: string;
  @Column('timestamptz') bookedAt!: Date;
  /** What the elder must not eat, kept here because kitchens read of bookings and not of elders. */
  @Column('bytea', { nullable: true }) sealedAllergies!: Buffer | null;

  /** Whose it is: the elder's, the person's behind them and their area's; the canteen's, its operator's and its area's. */
  @Column('uuid') elderId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') elderAreaId!: string;
  @Column({ type: 'text', collation: 'C' }) elderAreaPath!: string;
  @Column('uuid') canteenId!: string;
  @Column('uuid', { nullable: true }) operatorId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
