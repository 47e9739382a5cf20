import type { ActContext } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { invalidInput, type Listener } from '@jinlin/graphql';

/** Refuses a number outside its bounds. */
export const outOfRange = (ctx: Listener, field: string, number: number, least: number, most: number) =>
  least <= number && number <= most
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be from ${least} to ${most}.`,
        zh: `“${field}”须在${least}至${most}之间。`,
      });

/** Refuses a key that the locality's profile does not list. */
export function unlisted(ctx: Listener, field: string, listed: readonly { key: string }[], wanted: string) {
  const known = listed.map(({ key }) => key).join(', ');
  return listed.some(({ key }) => key === wanted)
    ? null
    : invalidInput(ctx, field, { en: `This locality knows: ${known}.`, zh: `本地可用：${known}。` });
}

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
