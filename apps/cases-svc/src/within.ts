import type { PageInput } from '@jinlin/database';
import type { Place } from '@jinlin/graphql';
import { type AreaFilter, areaNamed } from '@jinlin/replicas';
import type { Context } from './context';

/** Whose lists: those of an area, with all below it, or those of a unit. */
export type Whose = 'AREA' | 'UNIT';

/** A filter as `within` hands it on: the path of its area stands where its code or id stood. */
export type Within<Where extends AreaFilter> = Omit<Where, 'areaCode' | 'areaId'> & {
  areaPath?: string | undefined;
};

export async function within<Where extends AreaFilter>(
  { load }: Context,
  where: Where | null | undefined,
): Promise<Within<Where>> {
  const area = await areaNamed(load, where);
  const { areaCode: _, areaId: __, ...rest } = where ?? ({} as Where);
  return { ...rest, areaPath: area?.path };
}

/** The condition that a row stands at a path or below it: a range, so that the index on paths serves it. */
export const isBelow = (column: string, path: string | undefined, at: Place) => {
  if (path === undefined) return null;
  const place = at(path);
  return `(${column} >= ${place} and ${column} < ${place} || '~')`;
};

/** The path by which an area's lists are found; one that nothing has for an area that is not known. */
export const pathOf = async ({ load }: Context, areaId: string) =>
  (await load.area.load(areaId))?.path ?? '/unknown/';

/**
 * A page of what lies within the actor's reach, in the area that the filter names; with the id of an area, of what lies
 * there or below it. Whoever has no area sees what row-level security leaves.
 */
export async function pageWithin<Where extends AreaFilter, Answer>(
  ctx: Context,
  list: (path: string, args: PageInput & { where: Within<Where> }) => Answer,
  { where, ...page }: PageInput & { where?: Where | null | undefined },
  areaId?: string,
): Promise<Answer> {
  const [found, path] = await Promise.all([within(ctx, where), areaId ? pathOf(ctx, areaId) : null]);
  return list(path ?? found.areaPath ?? ctx.scope.areaPath ?? '/', { ...page, where: found });
}
