import type { Resolvers } from '../generated/graphql';
import { possibleDuplicates } from './duplicate.find';
import { mergeCase, unmergeCase } from './duplicate.service';

export const duplicateResolvers: Resolvers = {
  Mutation: {
    mergeCase: (_, { input }, ctx) => mergeCase(ctx, input),
    unmergeCase: (_, { input }, ctx) => unmergeCase(ctx, input),
  },
  Case: {
    mainCase: ({ mainCaseId }, _, { load }) => (mainCaseId ? load.case.load(mainCaseId) : null),
    mergedCases: ({ id }, _, { load }) => load.mergedInto.load(id),
    possibleDuplicates: (row, _, ctx) => possibleDuplicates(ctx, row),
  },
};
