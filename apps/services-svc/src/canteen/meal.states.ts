import { stateMachine } from '@jinlin/state-machine';
import type { MealAction, MealBookingAction, MealBookingState, MealState } from '../generated/graphql';

export const mealStates = stateMachine<MealState, MealAction>({
  PUBLISHED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});

export const bookingStates = stateMachine<MealBookingState, MealBookingAction>({
  BOOKED: { CANCEL: 'CANCELLED', SERVE: 'SERVED', MISS: 'MISSED' },
  CANCELLED: {},
  SERVED: { CORRECT: 'MISSED' },
  MISSED: { CORRECT: 'SERVED' },
});
