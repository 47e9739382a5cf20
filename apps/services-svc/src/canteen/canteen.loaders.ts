import { type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { MealBooking } from './booking.entity';
import { Meal } from './meal.entity';

interface Served {
  canteenId: string;
  count: number;
}

const mealsOfCanteens = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, Meal)} from meal
    where canteen_id = any($1::uuid[]) and day >= $2::date and day < $3::date and state = 'PUBLISHED'
    order by day, sitting desc
  `);

const SERVED_OF_CANTEENS = statement(/* SQL */ `
  select canteen_id as "canteenId", count(*) as count from meal_booking
  where canteen_id = any($1::uuid[]) and day >= $2::date and day < $3::date and state = 'SERVED'
  group by canteen_id
`);

export function canteenLoaders(db: DataSource, open: Reader, within: Reader) {
  const menus = new Map<string, DataLoader<string, Meal[]>>();
  const served = new Map<string, DataLoader<string, Served | null>>();

  return {
    meal: oneBy(db, open, Meal, 'id'),
    mealBooking: oneBy(db, within, MealBooking, 'id'),

    /** The meals of a canteen from one day on and before another. */
    mealsOfCanteen: (canteenId: string, from: string, before: string) =>
      remembered(menus, `${from} ${before}`, () =>
        manyByStatement<Meal>(open, mealsOfCanteens(db), (meal) => meal.canteenId, from, before),
      ).load(canteenId),

    /** How many meals of a canteen were served from one day on and before another, of those within reach. */
    mealsServed: async (canteenId: string, from: string, before: string) => {
      const found = await remembered(served, `${from} ${before}`, () =>
        oneByStatement<Served>(within, SERVED_OF_CANTEENS, (row) => row.canteenId, from, before),
      ).load(canteenId);
      return found?.count ?? 0;
    },
  };
}
