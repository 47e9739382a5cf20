import { pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryCompoundChecksArgs, Resolvers } from '../generated/graphql';
import { assignLivingRoom, endLivingRoom } from './living-room.service';
import { livingRoomStates } from './living-room.states';

export const livingRoomResolvers: Resolvers = {
  Query: {
    compoundChecks: (_, args, ctx) => findCompoundChecks(ctx, args),
  },
  Mutation: {
    assignLivingRoom: (_, { input }, ctx) => assignLivingRoom(ctx, input),
    endLivingRoom: (_, { input }, ctx) => endLivingRoom(ctx, input),
  },
  Area: {
    compoundCheckCounts: ({ path }, _, { load }) => load.compoundCheckCounts.load(path),
  },
  PartyOrganisation: {
    livingRoom: ({ id }, _, { load }) => load.livingRoomOfBranch.load(id),
  },
  LivingRoom: {
    __resolveReference: ({ id }, { load }) => load.livingRoom.load(id),
    availableActions: ({ state }) => livingRoomStates.actions(state),
    branch: async ({ partyOrganisationId }, _, { load }) =>
      (await load.partyOrganisation.load(partyOrganisationId))!,
    site: ({ siteId }) => ({ id: siteId }),
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CompoundCheck: {
    compound: async ({ areaId }, _, { load }) => (await load.areasOn(null).byId.load(areaId))!,
    branches: async ({ branchIds }, _, { load }) =>
      (await Promise.all(branchIds.map((id) => load.partyOrganisation.load(id)))).filter(
        (branch) => branch !== null,
      ),
  },
  CompoundCheckCounts: {
    rate: ({ complete, compounds }) => (compounds ? Math.round((complete * 10_000) / compounds) / 100 : null),
  },
};

async function findCompoundChecks(ctx: Context, { where, ...page }: QueryCompoundChecksArgs) {
  const { withinCode, withinId, ...rest } = where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId });
  return ctx.load.compoundChecksWithin(path ?? '/', { ...page, where: rest });
}
