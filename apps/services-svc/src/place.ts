import type { Act } from '@jinlin/acts';
import type { Place } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area, areaNamed, communityOf } from '@jinlin/replicas';
import type { Context } from './context';

/** The columns that say where a record stands. */
export interface Placed {
  localityCode: string;
  areaId: string;
  areaPath: string;
  communityId: string | null;
}

/** Where a new record would stand; null unless the area exists today, in a locality and within reach: the actor's, or the one given. */
export async function placeFor(
  ctx: Context,
  { tx }: Act,
  areaId: string,
  reach = ctx.scope.areaPath,
): Promise<Placed | null> {
  const area = await tx.findOneBy(Area, { id: areaId });
  const locality = area && ctx.localities.holding(area.code);
  if (!locality || area.validTo || !liesIn(area.path, reach)) return null;
  return {
    localityCode: locality.code,
    areaId: area.id,
    areaPath: area.path,
    communityId: await communityOf(tx, area),
  };
}

const EVERYWHERE = '';

/** Where somebody lives whom an act is about: a resident may live anywhere, people whom others act for in their area. */
export const homeFor = (ctx: Context, acting: Act, areaId: string) =>
  placeFor(ctx, acting, areaId, acting.actor.role === 'RESIDENT' ? EVERYWHERE : ctx.scope.areaPath);

interface Somewhere {
  areaCode?: string | null | undefined;
  areaId?: string | null | undefined;
}

/** A filter whose area is found: its path stands where its code or id stood. */
export async function within<Where extends Somewhere>({ load }: Context, where: Where | null | undefined) {
  const area = await areaNamed(load, where);
  const { areaCode: _, areaId: __, ...rest } = where ?? ({} as Where);
  return { ...rest, areaPath: area?.path };
}

/** A filter as `within` hands it on. */
export type Within<Where extends Somewhere> = Omit<Where, 'areaCode' | 'areaId'> & {
  areaPath?: string | undefined;
};

/** The condition that a row stands in an area or below it: a range, so that the index on paths serves it. */
export const isBelow = (column: string, path: string | undefined, at: Place) => {
  if (path === undefined) return null;
  const place = at(path);
  return `(${column} >= ${place} and ${column} < ${place} || '~')`;
};
