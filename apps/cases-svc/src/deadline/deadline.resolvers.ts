import type { Resolvers } from '../generated/graphql';
import { deadlineOfCase, explanation } from './deadline.find';
import { extendCase, holdCase, resumeCase } from './deadline.service';

export const deadlineResolvers: Resolvers = {
  Mutation: {
    extendCase: (_, { input }, ctx) => extendCase(ctx, input),
    holdCase: (_, { input }, ctx) => holdCase(ctx, input),
    resumeCase: (_, { input }, ctx) => resumeCase(ctx, input),
  },
  Case: {
    deadline: (row, _, { now }) => deadlineOfCase(row, now),
    hold: ({ heldSince, holdKind, reviewOn }) =>
      heldSince && holdKind && reviewOn ? { since: heldSince, kind: holdKind, reviewOn } : null,
  },
  CaseDeadline: {
    explanation: (deadline, _, ctx) => explanation(ctx, deadline.case),
  },
};
