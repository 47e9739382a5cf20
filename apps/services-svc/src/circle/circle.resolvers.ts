import { say } from '@jinlin/graphql';
import type { Resolvers } from '../generated/graphql';
import { householdsOf, isComplete } from './circle';
import { bestPlacesOf, circleOf, coverageOf, placesOf, walksOf } from './circle.find';

export const circleResolvers: Resolvers = {
  Area: {
    serviceCircle: ({ id }, { key }, ctx) => circleOf(ctx, id, key),
  },
  ServiceCircle: {
    key: ({ rule }) => rule.key,
    title: ({ rule }, _, ctx) => say(ctx, rule.title),
    ruleVersion: ({ rule }) => rule.ruleVersion,
    minutes: ({ rule }) => rule.minutes,
    metresPerMinute: ({ rule }) => rule.metresPerMinute,
    detour: ({ rule }) => rule.detour,
    kinds: ({ rule, kindOf }) => rule.kinds.map(kindOf),
    homes: async ({ homes }) => (await homes()).length,
    completeHomes: async ({ homes }) => (await homes()).filter(isComplete).length,
    households: async ({ homes }) => householdsOf(await homes()),
    completeHouseholds: async ({ homes }) => householdsOf((await homes()).filter(isComplete)),
    coverage: (circle) => coverageOf(circle),
    places: (circle, args) => placesOf(circle, args),
    bestPlaces: (circle, args, ctx) => bestPlacesOf(ctx, circle, args),
  },
  CirclePlace: {
    area: ({ areaId }) => ({ id: areaId }),
    nearest: (home) => walksOf(home),
    missing: ({ walks, circle }) =>
      walks.flatMap(({ kind, isNear }) => (isNear ? [] : [circle.kindOf(kind)])),
    isComplete: (home) => isComplete(home),
  },
  NearestSite: {
    kind: ({ kind, circle }) => circle.kindOf(kind),
    site: ({ siteId }, _, { load }) => (siteId ? load.site.load(siteId) : null),
  },
};
