import type { Resolvers } from '../generated/graphql';
import { releaseRepresentative, representativeInClear, seatRepresentative } from './studio.service';
import { representativeStates } from './studio.states';

export const studioResolvers: Resolvers = {
  Mutation: {
    seatRepresentative: (_, { input }, ctx) => seatRepresentative(ctx, input),
    releaseRepresentative: (_, { input }, ctx) => releaseRepresentative(ctx, input),
  },
  ServiceSite: {
    representatives: async ({ id }, { all }, { load }) =>
      (await load.representativesOfSite.load(id)).filter(({ state }) => all || state === 'SERVING'),
  },
  StudioRepresentative: {
    __resolveReference: ({ id }, { load }) => load.studioRepresentative.load(id),
    // A seat goes with its studio, which is never deleted alone.
    studio: async ({ siteId }, _, { load }) => (await load.site.load(siteId))!,
    availableActions: ({ state }) => representativeStates.actions(state),
    inClear: (seated, { purpose }, ctx) => representativeInClear(ctx, seated, purpose),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
