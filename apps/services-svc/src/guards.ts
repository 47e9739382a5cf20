import type { Act } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Unit } from '@jinlin/replicas';
import type { Context } from './context';

/** Refuses a number outside its bounds. */
export const outOfRange = (ctx: Context, field: string, number: number, least: number, most: number) =>
  least <= number && number <= most
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be from ${least} to ${most}.`,
        zh: `“${field}”须在${least}至${most}之间。`,
      });

/** Refuses a day that has not come yet. */
export const afterToday = (ctx: Context, field: string, day: string) =>
  day <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, { en: `"${field}" lies in the future.`, zh: `“${field}”不能晚于今天。` });

/** Refuses a day before another. */
export const dayBefore = (ctx: Context, field: string, day: string, first: string) =>
  day >= first
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" cannot be before ${first}.`,
        zh: `“${field}”不能早于${first}。`,
      });

/** What lies outside the actor's area is not there for them to change, though they may see it. */
export const beyondReach = (
  ctx: Context,
  type: string,
  { id, areaPath }: { id: string; areaPath: string },
) => (liesIn(areaPath, ctx.scope.areaPath) ? null : notFound(ctx, type, id));

/** Refuses a place above the communities. */
export const aboveCommunity = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'People live in a community; this area is above that level.',
    zh: '居民须登记在社区或其以下的区域。',
  });

/** Whether there is such a unit, and it is active. */
export const isActive = async ({ tx }: Act, unitId: string) =>
  (await tx.findOneBy(Unit, { id: unitId }))?.active ?? false;
