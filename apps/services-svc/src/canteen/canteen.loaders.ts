import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { MealBooking } from './booking.entity';
import { Meal } from './meal.entity';

/** What became of the bookings of a canteen's month. */
interface Eaten {
  canteenId: string;
  served: number;
  missed: number;
}

const mealsOfCanteens = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, Meal)} from meal
    where canteen_id = any($1::uuid[]) and day >= $2::date and day < $3::date and state = 'PUBLISHED'
    order by day, sitting desc
  `);

const EATEN_AT_CANTEENS = statement(/* SQL */ `
  select canteen_id as "canteenId", count(*) filter (where state = 'SERVED') as served,
         count(*) filter (where state = 'MISSED') as missed
  from meal_booking
  where canteen_id = any($1::uuid[]) and day >= $2::date and day < $3::date
  group by canteen_id
`);

const bookingsWithAllergies = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, MealBooking)} from meal_booking
    where meal_id = any($1::uuid[]) and sealed_allergies is not null and state in ('BOOKED', 'SERVED')
    order by booked_at, id
  `);

export function canteenLoaders(db: DataSource, open: Reader, within: Reader) {
  const menus = new Map<string, DataLoader<string, Meal[]>>();
  const eaten = new Map<string, DataLoader<string, Eaten | null>>();

  return {
    meal: oneBy(db, open, Meal, 'id'),
    mealBooking: oneBy(db, within, MealBooking, 'id'),

    /** The meals of a canteen from one day on and before another. */
    mealsOfCanteen: (canteenId: string, from: string, before: string) =>
      remembered(menus, `${from} ${before}`, () =>
        manyByStatement<Meal>(open, mealsOfCanteens(db), (meal) => meal.canteenId, from, before),
      ).load(canteenId),

    /** What became of a canteen's bookings from one day on and before another, of those within reach. */
    eatenAtCanteen: (canteenId: string, from: string, before: string) =>
      remembered(eaten, `${from} ${before}`, () =>
        oneByStatement<Eaten>(within, EATEN_AT_CANTEENS, (row) => row.canteenId, from, before),
      ).load(canteenId),

    bookingsWithAllergies: manyByStatement<MealBooking>(
      within,
      bookingsWithAllergies(db),
      ({ mealId }) => mealId,
    ),
  };
}
