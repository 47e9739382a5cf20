import type { Resolvers } from '../generated/graphql';
import { sentenceFor } from './match.find';
import { breakMatch, keepMatch, promiseResource, releaseMatch } from './match.service';
import { matchStates } from './match.states';

export const matchResolvers: Resolvers = {
  Query: {
    match: (_, { id }, { load }) => load.match.load(id),
  },
  Mutation: {
    promiseResource: (_, { input }, ctx) => promiseResource(ctx, input),
    keepMatch: (_, { input }, ctx) => keepMatch(ctx, input),
    breakMatch: (_, { input }, ctx) => breakMatch(ctx, input),
    releaseMatch: (_, { input }, ctx) => releaseMatch(ctx, input),
  },
  Match: {
    __resolveReference: ({ id }, { load }) => load.match.load(id),
    availableActions: ({ state }) => matchStates.actions(state),
    demand: async ({ demandId }, _, { load }) => (await load.demand.load(demandId))!,
    resource: async ({ resourceId }, _, { load }) => (await load.resource.load(resourceId))!,
    window: async ({ windowId }, _, { load }) => (await load.resourceWindow.load(windowId))!,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MatchProposal: {
    resource: async ({ resourceId }, _, { load }) => (await load.resource.load(resourceId))!,
    window: async ({ windowId }, _, { load }) => (await load.resourceWindow.load(windowId))!,
  },
  MatchReason: {
    text: (reason, _, ctx) => sentenceFor(ctx, reason),
  },
};
