import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { closeStreetBody, setUpStreetBody } from './street-body.service';
import { streetBodyStates } from './street-body.states';

export const streetBodyResolvers: Resolvers = {
  Query: {
    streetBody: (_, { id }, { load }) => load.streetBody.load(id),
    streetBodies: (_, args, ctx) => listWithin(ctx, args, ctx.load.streetBodiesWithin),
  },
  Mutation: {
    setUpStreetBody: (_, { input }, ctx) => setUpStreetBody(ctx, input),
    closeStreetBody: (_, { input }, ctx) => closeStreetBody(ctx, input),
  },
  Area: {
    streetPlatforms: (area, _, ctx) => platformsOf(ctx, area),
    enforcementTeam: async ({ id }, _, { load }) => {
      const bodies = await load.bodiesOfStreet.load(id);
      return bodies.find(({ kind, state }) => kind === 'ENFORCEMENT_TEAM' && state === 'RUNNING') ?? null;
    },
  },
  StreetBody: {
    __resolveReference: ({ id }, { load }) => load.streetBody.load(id),
    availableActions: ({ state }) => streetBodyStates.actions(state),
    street: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** The platforms of the profile, each with what stands for it at a street. */
async function platformsOf(ctx: Context, { id, code, level }: Area) {
  if (level !== 'TOWNSHIP') return [];

  const platforms = ctx.localities.holding(code)?.powers(dateIn(ctx.now))?.platforms ?? [];
  const bodies = await ctx.load.bodiesOfStreet.load(id);
  return platforms.map(({ key, title }) => ({
    key,
    title: say(ctx, title),
    body: bodies.find(({ platform, state }) => platform === key && state === 'RUNNING') ?? null,
  }));
}
