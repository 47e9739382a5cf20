import type { Context } from '../context';
import type { QueryServiceContractsArgs, QueryServiceOrdersArgs } from '../generated/graphql';
import { within } from '../place';
import { isIn, ordersOf } from '../reach';

export const contractsWithin = async (ctx: Context, { where, ...page }: QueryServiceContractsArgs) =>
  ctx.load.serviceContracts('', { ...page, where: await within(ctx, where) });

/** One order, if it is the actor's to see. */
export async function orderOf(ctx: Context, id: string) {
  const order = await ctx.load.serviceOrder.load(id);
  return order && isIn(ordersOf(ctx), order) ? order : null;
}

export const ordersWithin = async (ctx: Context, { where, ...page }: QueryServiceOrdersArgs) =>
  ctx.load.serviceOrders('', { ...page, share: ordersOf(ctx), where: await within(ctx, where) });
