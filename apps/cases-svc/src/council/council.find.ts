import type { Act } from '@jinlin/acts';
import type { PageInput } from '@jinlin/database';
import { say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area, type AreaFilter, areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { Council } from './council.entity';

/** An area of today that the actor works for, or null. */
export async function areaWithin({ tx, scope }: Act, id: string) {
  const area = await tx.findOneBy(Area, { id });
  return area && !area.validTo && liesIn(area.path, scope.areaPath) ? area : null;
}

/** Conditions with the area that they name found. */
export type Found<Where> = Omit<Where, keyof AreaFilter> & { areaPath?: string | undefined };

/**
 * A page of what lies within the actor's reach, in the area that the filter names; with the id of an area, of what lies
 * there or below it. Whoever has no area sees what row-level security leaves.
 */
export async function within<Where extends AreaFilter, Answer>(
  { load, scope }: Context,
  list: (path: string, args: PageInput & { where: Found<Where> }) => Answer,
  { where, ...page }: PageInput & { where?: Where | null | undefined },
  areaId?: string,
): Promise<Answer> {
  const [named, parent] = await Promise.all([
    areaNamed(load, { areaCode: where?.areaCode, areaId: where?.areaId }),
    areaId ? load.area.load(areaId) : null,
  ]);
  const { areaCode, areaId: namedId, ...conditions } = where ?? ({} as Where);
  const path = areaId ? (parent?.path ?? '/unknown/') : (named?.path ?? scope.areaPath ?? '/');
  return list(path, { ...page, where: { ...conditions, areaPath: named?.path } as Found<Where> });
}

/** The kind of a council as its locality has it today. Profiles add versions and take no kind away, so there is one. */
export function kindOf({ localities, now }: Context, { localityCode, kind }: Council) {
  const known = localities.named(localityCode).councilKind(kind, now);
  if (known) return known;
  throw new Error(`The profile of ${localityCode} has lost its councils of the kind ${kind}.`);
}

/** A thing of the profile by its key, in the listener's language. */
export const titled = (ctx: Context, { key, title }: { key: string; title: { zh: string; en: string } }) => ({
  key,
  title: say(ctx, title),
});
