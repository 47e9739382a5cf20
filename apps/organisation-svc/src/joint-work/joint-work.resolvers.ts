import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';

export const jointWorkResolvers: Resolvers = {
  Query: {
    themes: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.jointWork(dateIn(now))?.themes ?? []),
    ],
  },
  Theme: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};
