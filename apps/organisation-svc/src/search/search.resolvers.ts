import type { Resolvers } from '../generated/graphql';
import { recordFound, search } from './search.find';
import { matchOf } from './search.list';

export const searchResolvers: Resolvers = {
  Query: {
    search: (_, args, ctx) => search(ctx, args),
  },
  Found: {
    matched: ({ rank }) => matchOf(rank),
    record: (found, _, ctx) => recordFound(ctx, found),
  },
};
