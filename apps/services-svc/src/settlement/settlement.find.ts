import type { CanteenAt } from '../canteen/canteen.find';
import type { Context } from '../context';
import type { QueryCanteenSettlementsArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, settlementsOf } from '../reach';
import type { CanteenSettlement } from './settlement.entity';

export const settlementOf = async (ctx: Context, id: string) =>
  ifTheirs(ctx, await ctx.load.canteenSettlement.load(id));

export const settlementOfDay = async (ctx: Context, { site }: CanteenAt, day: string) =>
  ifTheirs(ctx, await ctx.load.settlementOfDay(site.id, day));

const ifTheirs = (ctx: Context, settlement: CanteenSettlement | null) =>
  settlement && isIn(settlementsOf(ctx), { ...settlement, personId: null }) ? settlement : null;

export const settlementsWithin = async (ctx: Context, { where, ...page }: QueryCanteenSettlementsArgs) =>
  ctx.load.canteenSettlements('', { ...page, share: settlementsOf(ctx), where: await within(ctx, where) });
