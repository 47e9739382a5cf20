import type { Life } from '@jinlin/acts';
import type { MealAction, MealBookingAction, MealBookingState, MealState } from '../generated/graphql';
import { MealBooking } from './booking.entity';
import { Meal } from './meal.entity';
import { bookingStates, mealStates } from './meal.states';

export const mealLife: Life<Meal, MealState, MealAction> = {
  entity: Meal,
  name: 'Meal',
  event: 'meal',
  states: mealStates,
  tell: ({ canteenId, day, sitting, price, seats }) => ({ canteenId, day, sitting, price, seats }),
};

/** Events of bookings tell of seats and money, never of who eats. */
export const bookingLife: Life<MealBooking, MealBookingState, MealBookingAction> = {
  entity: MealBooking,
  name: 'MealBooking',
  event: 'meal-booking',
  states: bookingStates,
  tell: ({ mealId, canteenId, areaId, price, subsidy, toPay, ruleVersion }) => ({
    mealId,
    canteenId,
    areaId,
    price,
    subsidy,
    toPay,
    ruleVersion,
  }),
};
