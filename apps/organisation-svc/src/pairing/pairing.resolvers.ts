import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { Reasons } from './allocate';
import type { Allocation } from './pairing.entity';
import { adoptPairings, discardPairings, dropFromPairings, proposePairings } from './pairing.service';
import { allocationStates } from './pairing.states';

export const pairingResolvers: Resolvers = {
  Query: {
    allocation: (_, { id }, { load }) => load.allocation.load(id),
    pairing: (_, { id }, { load }) => load.pairing.load(id),
    pairings: (_, args, ctx) => listWithin(ctx, args, ctx.load.pairingsWithin),
  },
  Mutation: {
    proposePairings: (_, { input }, ctx) => proposePairings(ctx, input),
    adoptPairings: (_, { input }, ctx) => adoptPairings(ctx, input),
    discardPairings: (_, { input }, ctx) => discardPairings(ctx, input),
    dropFromPairings: (_, { input }, ctx) => dropFromPairings(ctx, input),
  },
  Allocation: {
    __resolveReference: ({ id }, { load }) => load.allocation.load(id),
    availableActions: ({ state }) => allocationStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    unitCount: async (allocation, _, ctx) => (await loadsOf(ctx, allocation)).length,
    communityCount: (allocation, _, ctx) => communityCount(ctx, allocation),
    meanLoad: (allocation, _, ctx) => meanLoad(ctx, allocation),
    loads: (allocation, _, ctx) => loadsOf(ctx, allocation),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PairingLoad: {
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
  },
  Pairing: {
    __resolveReference: ({ id }, { load }) => load.pairing.load(id),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    community: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    allocation: async ({ allocationId }, _, { load }) => (await load.allocation.load(allocationId))!,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PairingReasons: {
    summary: (reasons, _, ctx) => summary(ctx, reasons),
  },
  Unit: {
    pairings: ({ id }, page, { load }) => load.pairingsOfUnit(id, { ...page, where: { state: 'ADOPTED' } }),
  },
  Area: {
    pairing: ({ id, asOf }, _, { load }) => load.pairingOfCommunity(asOf).load(id),
  },
};

const loadsOf = ({ load }: Context, { id }: Allocation) => load.loadsOfAllocation.load(id);

const communityCount = async (ctx: Context, allocation: Allocation) =>
  (await loadsOf(ctx, allocation)).reduce((sum, { communities }) => sum + communities, 0);

async function meanLoad(ctx: Context, allocation: Allocation) {
  const { length } = await loadsOf(ctx, allocation);
  return length ? Math.round(((await communityCount(ctx, allocation)) / length) * 100) / 100 : 0;
}

const summary = (ctx: Context, { kilometres, nearerUnits, quota, capacity }: Reasons) =>
  say(ctx, {
    en: `${kilometres === null ? 'By the tree' : `${kilometres} km away`}; ${nearerUnits} nearer units bear what they should; this one should bear ${quota} (capacity ${capacity}).`,
    zh: `${kilometres === null ? '按层级就近' : `相距 ${kilometres} 公里`}；更近的 ${nearerUnits} 个单位已达应结数；本单位应结 ${quota} 个（能力值 ${capacity}）。`,
  });
