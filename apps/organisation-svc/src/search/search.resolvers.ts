import type { Resolvers } from '../generated/graphql';
import { matchOf } from './rank';
import { recordFound, search } from './search.find';

export const searchResolvers: Resolvers = {
  Query: {
    search: (_, args, ctx) => search(ctx, args),
  },
  Found: {
    matched: ({ rank }) => matchOf(rank),
    record: (found, _, ctx) => recordFound(ctx, found),
  },
};
