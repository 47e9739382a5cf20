import type { CouncilKind } from '@jinlin/profile';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pageWithin } from '../within';
import type { Council } from './council.entity';
import { kindOf, titled } from './council.find';
import { dissolveCouncil, foundCouncil, seatCouncilMembers, unseatCouncilMember } from './council.service';
import { councilStates } from './council.states';
import { quorumOf } from './quorum';

export const councilResolvers: Resolvers = {
  Query: {
    councilKinds: (_, { localityCode }, ctx) =>
      (ctx.localities.holding(localityCode)?.councilKinds(ctx.now) ?? []).map((kind) => told(ctx, kind)),
    council: (_, { id }, { load }) => load.council.load(id),
    councils: (_, args, ctx) => pageWithin(ctx, ctx.load.councils, args),
  },
  Mutation: {
    foundCouncil: (_, { input }, ctx) => foundCouncil(ctx, input),
    seatCouncilMembers: (_, { input }, ctx) => seatCouncilMembers(ctx, input),
    unseatCouncilMember: (_, { input }, ctx) => unseatCouncilMember(ctx, input),
    dissolveCouncil: (_, { input }, ctx) => dissolveCouncil(ctx, input),
  },
  Area: {
    councils: ({ id }, args, ctx) => pageWithin(ctx, ctx.load.councils, args, id),
  },
  Alliance: {
    councils: ({ id }, _, { load }) => load.councilsOfAlliance.load(id),
  },
  GovernanceProposal: {
    councils: ({ id }, _, { load }) => load.councilsOfProposal.load(id),
  },
  Council: {
    __resolveReference: ({ id }, { load }) => load.council.load(id),
    availableActions: ({ state }) => councilStates.actions(state).filter((action) => action !== 'MEET'),
    kind: (council, _, ctx) => told(ctx, kindOf(ctx, council)),
    area: ({ areaId }) => ({ id: areaId }),
    alliance: ({ allianceId }) => (allianceId ? { id: allianceId } : null),
    proposal: ({ proposalId }, _, { load }) => (proposalId ? load.governanceProposal.load(proposalId) : null),
    members: async ({ id }, _, { load }) => (await load.membersOfCouncil.load(id)).filter(({ to }) => !to),
    voterCount: ({ id }, _, ctx) => votersOf(ctx, id),
    quorum: (council, _, ctx) => quorum(ctx, council),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  CouncilMember: {
    person: ({ personId }) => (personId ? { id: personId } : null),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    side: async ({ councilId, side }, _, ctx) => (side ? sideOf(ctx, councilId, side) : null),
  },
};

const told = (ctx: Context, { key, title, sides = [], ...kind }: CouncilKind) => ({
  ...titled(ctx, { key, title }),
  sides: sides.map((side) => titled(ctx, side)),
  quorumPercent: kind.quorumPercent,
  majorityPercent: kind.majorityPercent,
  meetsEveryMonths: kind.meetsEveryMonths ?? null,
});

const votersOf = async ({ load }: Context, id: string) => (await load.votersOfCouncil.load(id))?.count ?? 0;

const quorum = async (ctx: Context, council: Council) =>
  quorumOf(kindOf(ctx, council).quorumPercent, await votersOf(ctx, council.id));

/** A side that the profile has forgotten keeps its key for a name. */
async function sideOf(ctx: Context, councilId: string, key: string) {
  const council = await ctx.load.council.load(councilId);
  const side = council && kindOf(ctx, council).sides?.find((listed) => listed.key === key);
  return side ? titled(ctx, side) : { key, title: key };
}
