import type { Resolvers } from '../generated/graphql';
import { allergiesOfMeal, recordAllergies } from './diet.service';

export const dietResolvers: Resolvers = {
  Mutation: {
    recordAllergies: (_, { input }, ctx) => recordAllergies(ctx, input),
  },
  Meal: {
    allergies: (meal, { purpose }, ctx) => allergiesOfMeal(ctx, meal, purpose),
  },
  MealBooking: {
    hasAllergies: ({ sealedAllergies }) => sealedAllergies !== null,
  },
};
