import type { Resolvers } from '../generated/graphql';
import { nextCallOf, stopAt } from './mobile-stop.loaders';
import { changeMobileTimetable } from './mobile-timetable.service';

export const mobileTimetableResolvers: Resolvers = {
  Mutation: {
    changeMobileTimetable: (_, { input }, ctx) => changeMobileTimetable(ctx, input),
  },
  Area: {
    mobileStops: ({ id }, args, { load }) => load.mobileStops(id, args),
  },
  ServiceSite: {
    timetable: ({ id }, _, { load }) => load.stopsOfSite.load(id),
    stopAt: (site, { at }, ctx) => stopAt(ctx, site, at ?? ctx.now),
  },
  MobileStop: {
    // A stop goes with its site, which is never deleted alone.
    site: async ({ siteId }, _, { load }) => (await load.site.load(siteId))!,
    area: ({ areaId }) => ({ id: areaId }),
    location: ({ longitude, latitude }) =>
      longitude !== null && latitude !== null ? { longitude, latitude } : null,
    nextOn: (stop, { from }, ctx) => nextCallOf(ctx, stop, from),
  },
};
