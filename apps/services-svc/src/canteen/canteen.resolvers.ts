import { elderOf } from '../elder/elder.find';
import type { Resolvers } from '../generated/graphql';
import { bookMeal } from './booking.service';
import {
  bookingOf,
  bookingsWithin,
  canteenAt,
  eatenAt,
  isBookable,
  mealsOf,
  subsidyLinesOf,
} from './canteen.find';
import {
  cancelMealBooking,
  correctMealBooking,
  publishMeal,
  recordMissedMeal,
  serveMeal,
  withdrawMeal,
} from './canteen.service';
import { bookingStates, mealStates } from './meal.states';

export const canteenResolvers: Resolvers = {
  Query: {
    canteen: async (_, { id }, { load }) => canteenAt(await load.site.load(id)),
    meal: (_, { id }, { load }) => load.meal.load(id),
    mealBooking: (_, { id }, ctx) => bookingOf(ctx, id),
    mealBookings: (_, args, ctx) => bookingsWithin(ctx, args),
  },
  Mutation: {
    publishMeal: (_, { input }, ctx) => publishMeal(ctx, input),
    withdrawMeal: (_, { input }, ctx) => withdrawMeal(ctx, input),
    bookMeal: (_, { input }, ctx) => bookMeal(ctx, input),
    cancelMealBooking: (_, { input }, ctx) => cancelMealBooking(ctx, input),
    serveMeal: (_, { input }, ctx) => serveMeal(ctx, input),
    recordMissedMeal: (_, { input }, ctx) => recordMissedMeal(ctx, input),
    correctMealBooking: (_, { input }, ctx) => correctMealBooking(ctx, input),
  },
  ServiceSite: {
    canteen: (site) => canteenAt(site),
  },
  Canteen: {
    __resolveReference: async ({ id }, { load }) => canteenAt(await load.site.load(id)),
    id: ({ site }) => site.id,
    meals: (canteen, args, ctx) => mealsOf(ctx, canteen, args),
    mealsServed: (canteen, args, ctx) => eatenAt(ctx, canteen, 'served', args),
    mealsMissed: (canteen, args, ctx) => eatenAt(ctx, canteen, 'missed', args),
  },
  Meal: {
    __resolveReference: ({ id }, { load }) => load.meal.load(id),
    canteen: async ({ canteenId }, _, { load }) => canteenAt(await load.site.load(canteenId))!,
    availableActions: ({ state }) => mealStates.actions(state),
    seatsLeft: ({ seats, booked }) => seats - booked,
    isBookable: (meal, _, ctx) => isBookable(ctx, meal),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MealBooking: {
    __resolveReference: ({ id }, ctx) => bookingOf(ctx, id),
    availableActions: ({ state }) => bookingStates.actions(state),
    meal: async ({ mealId }, _, { load }) => (await load.meal.load(mealId))!,
    elder: ({ elderId }, _, ctx) => elderOf(ctx, elderId),
    subsidyLines: (row, _, ctx) => subsidyLinesOf(ctx, row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
