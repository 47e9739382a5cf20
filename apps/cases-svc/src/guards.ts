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
