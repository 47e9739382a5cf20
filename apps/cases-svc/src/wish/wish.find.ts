import type { Context } from '../context';
import type { AreaWishTallyArgs, QueryMicroWishesArgs, UnitMicroWishesArgs } from '../generated/graphql';
import { pathOf, within } from '../within';

/** A page of the wishes from an area, by its path, and from everything below it. */
export const wishesBelow = async (ctx: Context, path: string, { where, ...page }: QueryMicroWishesArgs) =>
  ctx.load.microWishes(path, { ...page, where: await within(ctx, where) });

/** A page of the wishes that a unit was sent or has taken on. */
export const wishesOfUnit = (ctx: Context, unitId: string, { where, ...page }: UnitMicroWishesArgs) =>
  wishesBelow(ctx, '/', { ...page, where: { ...where, unitId } });

/** What became of the wishes from an area. */
export const wishTallyOf = async (
  ctx: Context,
  areaId: string,
  { from = null, to = null }: AreaWishTallyArgs,
) => ctx.load.wishTally(from, to).load(await pathOf(ctx, areaId));
