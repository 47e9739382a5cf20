import type { ActContext } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { invalidInput, type Listener } from '@jinlin/graphql';
import type { Area } from './area/area.entity';
import type { AreaLevel } from './generated/graphql';

/** Every guard here answers with the refusal that stands against an act, or with null. */

/** What is recorded has come to pass: nothing of tomorrow. */
export const afterToday = (ctx: ActContext, field: string, day: string) =>
  day <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be today or earlier; it is ${day}.`,
        zh: `“${field}”须为今天或更早；所给为 ${day}。`,
      });

/** What is set ahead is not for days gone by. */
export const beforeToday = (ctx: ActContext, field: string, day: string) =>
  day >= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be today or later; it is ${day}.`,
        zh: `“${field}”须为今天或更晚；所给为 ${day}。`,
      });

/** Nothing happens to a thing before a day of its own, such as that of its founding; `what` says which day it is. */
export const dayBefore = (
  ctx: Listener,
  field: string,
  day: string,
  first: string,
  what?: { en: string; zh: string },
) =>
  day >= first
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must not be before ${first}${what ? `, ${what.en}` : ''}.`,
        zh: `“${field}”不得早于${what?.zh ?? ''} ${first}。`,
      });

/** What lasts from day to day lasts for one day at least: its first may be its last. */
export const endsBeforeItBegins = (ctx: Listener, { fromOn }: { fromOn: string }, to: string, field = 'to') =>
  dayBefore(ctx, field, to, fromOn, { en: 'its first day', zh: '起始日' });

export const outOfRange = (ctx: Listener, field: string, number: number, least: number, most: number) =>
  least <= number && number <= most
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be from ${least} to ${most}; it is ${number}.`,
        zh: `“${field}”须在 ${least} 至 ${most} 之间；所给为 ${number}。`,
      });

/** Nobody is judged for a year that has not begun, nor for one in which there was nobody to judge. */
export const yearNotBegun = (ctx: ActContext, year: number) =>
  outOfRange(ctx, 'year', year, 1949, Number(dateIn(ctx.now).slice(0, 4)));

/** Some things are there at one level of areas only: alliances of units in a street, ledgers in a community. */
export const notAtLevel = (ctx: Listener, area: Pick<Area, 'name' | 'level'>, level: AreaLevel) =>
  area.level === level
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `"areaId" must name a ${level}; ${area.name} is a ${area.level}.`,
        zh: `“areaId”须为 ${level}；${area.name}的层级为 ${area.level}。`,
      });
