import { ancestorAt } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { isMinor } from './minor';
import { inClear } from './person.access';
import type { Person } from './person.entity';
import { registerPerson } from './person.service';

export const personResolvers: Resolvers = {
  Query: {
    person: (_, { id }, { load }) => load.person.load(id),
  },
  Mutation: {
    registerPerson: (_, { input }, ctx) => registerPerson(ctx, input),
  },
  Person: {
    __resolveReference: ({ id }, { load }) => load.person.load(id),
    isMinor: ({ birthYear }, _, { now }) => isMinor(birthYear, now),
    community: (person, _, ctx) => community(ctx, person),
    inClear: (person, { purpose }, ctx) => inClear(ctx, person, purpose),
    appointments: ({ id }, { isServing, ...page }, { load }) =>
      load.appointmentsOfPerson(id, { ...page, where: { isServing } }),
  },
};

async function community(ctx: Context, { areaId }: Person) {
  const area = await ctx.load.areasOn(null).byId.load(areaId);
  return area && ancestorAt(ctx, area, 'COMMUNITY');
}
