import type { Act, ActContext } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area, Unit } from '@jinlin/replicas';
import { IsNull } from 'typeorm';
import type { LocalityRules } from './locality';

/** The area of today with this id, within the actor's reach; null for any other, as if it did not exist. */
export async function areaInReach({ tx, scope }: Act, id: string): Promise<Area | null> {
  const area = await tx.findOneBy(Area, { id, validTo: IsNull() });
  return area && liesIn(area.path, scope.areaPath) ? area : null;
}

/** What lies outside the actor's area is not there for them to change, though they may see it. */
export const beyondReach = (
  ctx: ActContext,
  type: string,
  { id, areaPath }: { id: string; areaPath: string },
) => (liesIn(areaPath, ctx.scope.areaPath) ? null : notFound(ctx, type, id));

/** Refuses a unit that there is not, or that is off the books; naming none is no fault. */
export const unknownUnit = async (acting: Act, id: string | null | undefined) =>
  !isGiven(id) || (await acting.tx.existsBy(Unit, { id, active: true }))
    ? null
    : notFound(acting, 'Unit', id);

/** Refuses a number outside its bounds. */
export const outOfRange = (ctx: Listener, field: string, number: number, least: number, most: number) =>
  least <= number && number <= most
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be from ${least} to ${most}.`,
        zh: `“${field}”须在${least}至${most}之间。`,
      });

/** Refuses a key that the locality's profile does not list. */
export const unlisted = (ctx: Listener, field: string, listed: readonly { key: string }[], wanted: string) =>
  listed.some(({ key }) => key === wanted) ? null : notListed(ctx, field, listed);

/** Says what the locality's profile lists for a field that holds something else. */
export function notListed(ctx: Listener, field: string, listed: readonly { key: string }[]) {
  const known = listed.map(({ key }) => key).join(', ') || '—';
  return invalidInput(ctx, field, {
    en: `"${field}" must be one of: ${known}.`,
    zh: `“${field}”须为以下之一：${known}。`,
  });
}

/** Refuses a category that the locality's hotline taxonomy does not have; naming none is no fault. */
export const unknownCategory = (
  ctx: ActContext,
  locality: Pick<LocalityRules, 'category'>,
  category: string | null | undefined,
) =>
  !isGiven(category) || locality.category(category, ctx.now)
    ? null
    : invalidInput(ctx, 'category', {
        en: `This locality has no category ${category}; its hotline taxonomy is in its profile.`,
        zh: `本地没有分类 ${category}；热线分类见本地配置。`,
      });

/** Refuses a day that has passed. */
export const beforeToday = (ctx: ActContext, field: string, day: string) =>
  day >= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, { en: `"${field}" has passed.`, zh: `“${field}”不能早于今天。` });

/** Refuses a day that has not come yet. */
export const afterToday = (ctx: ActContext, field: string, day: string) =>
  day <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, { en: `"${field}" lies in the future.`, zh: `“${field}”不能晚于今天。` });
