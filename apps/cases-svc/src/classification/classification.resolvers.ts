import type { Resolvers } from '../generated/graphql';
import { caseLedger, classesOf } from './classification.find';
import { classifyCase } from './classification.service';

export const classificationResolvers: Resolvers = {
  Mutation: {
    classifyCase: (_, { input }, ctx) => classifyCase(ctx, input),
  },
  Area: {
    caseLedger: ({ id }, { taxonomy }, ctx) => caseLedger(ctx, id, taxonomy),
  },
  Case: {
    classes: (row, _, ctx) => classesOf(ctx, row),
  },
};
