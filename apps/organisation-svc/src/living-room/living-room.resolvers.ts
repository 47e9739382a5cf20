import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { assignLivingRoom, endLivingRoom } from './living-room.service';
import { livingRoomStates } from './living-room.states';

export const livingRoomResolvers: Resolvers = {
  Query: {
    compoundChecks: (_, args, ctx) => listWithin(ctx, args, ctx.load.compoundChecksWithin),
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
    compound: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    branches: async ({ branchIds }, _, { load }) =>
      (await Promise.all(branchIds.map((id) => load.partyOrganisation.load(id)))).filter(
        (branch) => branch !== null,
      ),
  },
  CompoundCheckCounts: {
    rate: ({ complete, compounds }) => (compounds ? Math.round((complete * 10_000) / compounds) / 100 : null),
  },
};
