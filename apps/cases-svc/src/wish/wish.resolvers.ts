import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { pathOf } from '../within';
import { isWith, keeps, speaksFor, takerIn, wisherInClear } from './wish.access';
import type { MicroWish } from './wish.entity';
import { wishesBelow, wishesOfUnit, wishTallyOf } from './wish.find';
import {
  claimWish,
  collectWish,
  confirmWish,
  declineWish,
  denyWish,
  dispatchWish,
  giveUpWish,
  postWish,
  realiseWish,
  returnWish,
  reviewWish,
  withdrawWish,
} from './wish.service';
import { wishStates } from './wish.states';

export const wishResolvers: Resolvers = {
  Query: {
    microWish: (_, { id }, { load }) => load.microWish.load(id),
    microWishes: (_, args, ctx) => wishesBelow(ctx, '/', args),
    microWishCatalogue: (_, { localityCode }, ctx) => catalogueOf(ctx, localityCode),
  },
  Mutation: {
    collectWish: (_, { input }, ctx) => collectWish(ctx, input),
    reviewWish: (_, { input }, ctx) => reviewWish(ctx, input),
    declineWish: (_, { input }, ctx) => declineWish(ctx, input),
    postWish: (_, { input }, ctx) => postWish(ctx, input),
    dispatchWish: (_, { input }, ctx) => dispatchWish(ctx, input),
    returnWish: (_, { input }, ctx) => returnWish(ctx, input),
    claimWish: (_, { input }, ctx) => claimWish(ctx, input),
    giveUpWish: (_, { input }, ctx) => giveUpWish(ctx, input),
    realiseWish: (_, { input }, ctx) => realiseWish(ctx, input),
    confirmWish: (_, { input }, ctx) => confirmWish(ctx, input),
    denyWish: (_, { input }, ctx) => denyWish(ctx, input),
    withdrawWish: (_, { input }, ctx) => withdrawWish(ctx, input),
  },
  Area: {
    microWishes: async ({ id }, args, ctx) => wishesBelow(ctx, await pathOf(ctx, id), args),
    wishTally: ({ id }, args, ctx) => wishTallyOf(ctx, id, args),
  },
  Unit: {
    microWishes: ({ id }, args, ctx) => wishesOfUnit(ctx, id, args),
  },
  MicroWish: {
    __resolveReference: ({ id }, { load }) => load.microWish.load(id),
    availableActions: ({ state }) => wishStates.actions(state),
    channel: (wish, _, ctx) => titled(ctx, ruleOf(ctx, wish).channels, wish.channel),
    group: (wish, _, ctx) => group(ctx, wish),
    collectionSite: ({ collectionSiteId }) => (collectionSiteId ? { id: collectionSiteId } : null),
    area: ({ areaId }) => ({ id: areaId }),
    wisher: ({ id }, _, { load }) => load.wisher.load(id),
    dispatchedTo: async (wish, _, ctx) => (wish.state === 'DISPATCHED' ? taker(ctx, wish) : null),
    claimedBy: async (wish, _, ctx) => (wish.claimedAt ? taker(ctx, wish) : null),
    remark: async (wish, _, ctx) => ((await seesMore(ctx, wish)) ? wish.remark : null),
    history: async (wish, _, ctx) => ((await seesMore(ctx, wish)) ? ctx.load.timeline.load(wish.id) : null),
  },
  Wisher: {
    words: (wisher, _, ctx) => (speaksFor(ctx, wisher) ? wisher.words : null),
    area: (wisher, _, ctx) => (speaksFor(ctx, wisher) ? { id: wisher.areaId } : null),
    inClear: (wisher, { purpose }, ctx) => wisherInClear(ctx, wisher, purpose),
  },
};

/** The rule in force when the wish was collected lists what it is sorted by. */
const ruleOf = ({ localities }: Context, { localityCode, collectedAt }: MicroWish) =>
  localities.named(localityCode).microWishes(collectedAt)!;

interface Listed {
  key: string;
  title: { zh: string; en: string };
}

/** What the profile lists under a key; a key that it no longer lists stands for itself. */
function titled(ctx: Context, listed: readonly Listed[], key: string) {
  const known = listed.find((one) => one.key === key);
  return { key, title: known ? say(ctx, known.title) : key };
}

function group(ctx: Context, wish: MicroWish) {
  if (!wish.group) return null;
  const { groups } = ruleOf(ctx, wish);
  const known = groups.find(({ key }) => key === wish.group);
  return { ...titled(ctx, groups, wish.group), isProtected: known?.isProtected ?? true };
}

function catalogueOf(ctx: Context, localityCode: string) {
  const rule = ctx.localities.holding(localityCode)?.microWishes(ctx.now);
  if (!rule) return null;
  return {
    channels: rule.channels.map(({ key }) => titled(ctx, rule.channels, key)),
    groups: rule.groups.map(({ key, isProtected }) => ({ ...titled(ctx, rule.groups, key), isProtected })),
    points: rule.points ?? null,
    ruleVersion: rule.ruleVersion,
  };
}

async function taker(ctx: Context, wish: MicroWish) {
  const { takerUnitId, takerPersonId } = wish;
  return {
    unit: takerUnitId ? { id: takerUnitId } : null,
    person: takerPersonId && (await seesMore(ctx, wish)) ? { id: takerPersonId } : null,
  };
}

/** Whether somebody has to do with a wish: those who keep it, who has it, and who wished it. */
const seesMore = async (ctx: Context, wish: MicroWish) =>
  keeps(ctx, wish) || isWith(wish, takerIn(ctx)) || speaksFor(ctx, await ctx.load.wisher.load(wish.id));
