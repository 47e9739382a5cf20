import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { MemberVisit } from './member-visit.entity';
import { recordMemberVisit } from './member-visit.service';

export const memberVisitResolvers: Resolvers = {
  Query: {
    memberVisit: (_, { id }, { load }) => load.memberVisit.load(id),
    memberVisits: (_, args, ctx) => listWithin(ctx, args, ctx.load.memberVisitsWithin),
    visitCategories: (_, { localityCode }, { localities }) => [
      ...(localities.holding(localityCode)?.visitCategories ?? []),
    ],
  },
  Mutation: {
    recordMemberVisit: (_, { input }, ctx) => recordMemberVisit(ctx, input),
  },
  MemberVisit: {
    __resolveReference: ({ id }, { load }) => load.memberVisit.load(id),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    category: (visit, _, ctx) => categoryOf(ctx, visit),
    on: ({ day }) => day,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  VisitCategory: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};

/** A category that the profile no longer names keeps its code. */
async function categoryOf({ load, localities }: Context, { areaId, category }: MemberVisit) {
  const area = await load.areasOn(null).byId.load(areaId);
  const known = localities.holding(area!.code)?.visitCategories.find(({ code }) => code === category);
  return known ?? { code: category, title: { zh: category, en: category } };
}
