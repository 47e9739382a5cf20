import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  AreaMicroWishesArgs,
  AreaWishTallyArgs,
  QueryMicroWishesArgs,
  UnitMicroWishesArgs,
} from '../generated/graphql';
import type { WishCounts } from './wish.loaders';

/** The wishes from the area that the filter names, or from everywhere. */
export async function wishesWithin(ctx: Context, { where, ...page }: QueryMicroWishesArgs) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, { areaCode, areaId });
  return ctx.load.microWishes(area?.path ?? '/', { ...page, where: rest });
}

/** The wishes from an area and everything below it; a filter may narrow the place further. */
export async function wishesOfArea(ctx: Context, id: string, { where, ...page }: AreaMicroWishesArgs) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const [area, narrower] = await Promise.all([
    ctx.load.area.load(id),
    areaNamed(ctx.load, { areaCode, areaId }),
  ]);
  const path = area?.path ?? '/unknown/';
  return ctx.load.microWishes(narrower?.path.startsWith(path) ? narrower.path : path, {
    ...page,
    where: rest,
  });
}

export const wishesOfUnit = (ctx: Context, unitId: string, { where, ...page }: UnitMicroWishesArgs) =>
  wishesWithin(ctx, { ...page, where: { ...where, unitId } });

export async function tallyOfArea(
  { load }: Context,
  id: string,
  { from = null, to = null }: AreaWishTallyArgs,
): Promise<WishCounts | null> {
  const area = await load.area.load(id);
  return area && load.wishTally(from, to).load(area.path);
}
