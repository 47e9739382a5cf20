import type { Act } from '@jinlin/acts';
import { isGiven } from '@jinlin/database';
import { invalidInput, type Listener, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { areaLevels } from '@jinlin/localities';
import type { AreaLevel } from '../generated/graphql';
import { dayBefore, outOfRange } from '../guards';
import { Area } from './area.entity';
import { codeHolder, lastChangeOf, lastChangeWithin } from './area.tree';

/** Every guard here answers with the refusal that stands against an act, or with null. */

export const beforeLastChangeOf = async (act: Act, { id }: Area, day: string) =>
  tooEarly(act, day, await lastChangeOf(act, id));

export const beforeLastChangeWithin = async (act: Act, areas: readonly Area[], day: string) =>
  tooEarly(
    act,
    day,
    await lastChangeWithin(
      act,
      areas.map(({ path }) => path),
    ),
  );

/** Nothing happens to an area before it was last changed. */
export const tooEarly = (ctx: Listener, day: string, last: string) =>
  dayBefore(ctx, 'on', day, last, { en: 'when this was last changed', zh: '最近一次变更日' });

/** More than any province has: what lies above it would not add up any more. */
const MOST_HOUSEHOLDS = 50_000_000;

export const unlikelyHouseholds = (ctx: Listener, field: string, count: number | null | undefined) =>
  isGiven(count) ? outOfRange(ctx, field, count, 0, MOST_HOUSEHOLDS) : null;

/** An area that closes has existed for a day at least. */
export const closesBeforeItBegan = (ctx: Listener, { validFrom }: Area, day: string) =>
  day > validFrom
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must be after ${validFrom}, the first day of the area.`,
        zh: `“on”须晚于该区域的起始日 ${validFrom}。`,
      });

export const notBelow = (ctx: Listener, field: string, level: AreaLevel, parent: Area) =>
  areaLevels.indexOf(level) > areaLevels.indexOf(parent.level)
    ? null
    : invalidInput(ctx, field, {
        en: `A ${level} cannot lie in a ${parent.level}.`,
        zh: `${level} 不能隶属于 ${parent.level}。`,
      });

/**
 * The statistics bureau's codes nest down to the community (GB/T 2260 and the twelve digits of its 统计用区划代码), and
 * whatever lies in a community is numbered by the community's own digits: also a compound, and a grid inside one.
 */
export function numberedElsewhere(ctx: Listener, code: string, parent: Pick<Area, 'code' | 'name'>) {
  const digits = digitsOf(parent);
  return code.startsWith(digits)
    ? null
    : invalidInput(ctx, 'code', {
        en: `What lies in ${parent.name} has a code that begins with ${digits}; it is ${code}.`,
        zh: `${parent.name}内区域的代码须以 ${digits} 开头；所给为 ${code}。`,
      });
}

/** 510000 and 510500 stand for 51 and 5105; what lies below a community shares its first twelve digits. */
const digitsOf = ({ code }: Pick<Area, 'code'>) =>
  code.length === 6 ? code.replace(/(00)+$/, '') : code.slice(0, 12);

/** A cycle would cut the subtree off from everything. */
export const inItself = (ctx: Listener, area: Area, parent: Area) =>
  liesIn(parent.path, area.path)
    ? invalidInput(ctx, 'parentId', {
        en: `${parent.name} lies in ${area.name}, so it cannot become its parent.`,
        zh: `${parent.name}在${area.name}之内，不能作为其上级。`,
      })
    : null;

export async function codeTaken(act: Act, code: string, day: string, givingUp: readonly string[] = []) {
  const id = await codeHolder(act, code, day, givingUp);
  if (!id) return null;

  return areaCodeTaken(act, code, await act.tx.getRepository(Area).findOneByOrFail({ id }));
}

export const areaCodeTaken = (ctx: Listener, code: string, takenBy: Area) =>
  refusal(
    'AreaCodeTaken',
    'AREA_CODE_TAKEN',
    say(ctx, { en: `${takenBy.name} bears the code ${code}.`, zh: `代码 ${code} 已由${takenBy.name}使用。` }),
    { takenBy },
  );

/** How many areas a refusal shows; it says how many there are. */
const SHOWN = 100;

export const childrenLeftOver = (ctx: Listener, children: Area[]) =>
  children.length === 0
    ? null
    : refusal(
        'ChildrenLeftOver',
        'CHILDREN_LEFT_OVER',
        say(ctx, {
          en: `No successor is named for ${children.length} children: ${names(children)}.`,
          zh: `有 ${children.length} 个下级未指定去向：${names(children)}。`,
        }),
        { children: children.slice(0, SHOWN), count: children.length },
      );

export const notEmpty = (ctx: Listener, children: Area[]) =>
  children.length === 0
    ? null
    : refusal(
        'AreaNotEmpty',
        'AREA_NOT_EMPTY',
        say(ctx, {
          en: `${children.length} areas still lie below it: ${names(children)}.`,
          zh: `仍有 ${children.length} 个下级：${names(children)}。`,
        }),
        { children: children.slice(0, SHOWN), count: children.length },
      );

export function notSiblings(ctx: Listener, [first, ...others]: readonly Area[]) {
  const areas = others.filter(({ level, parentId }) => level !== first?.level || parentId !== first.parentId);
  if (areas.length === 0) return null;
  return refusal(
    'NotSiblings',
    'NOT_SIBLINGS',
    say(ctx, {
      en: `Not beside ${first?.name}, on its level and below its parent: ${names(areas)}.`,
      zh: `与${first?.name}不是同一上级的同级区域：${names(areas)}。`,
    }),
    { areas },
  );
}

const names = (areas: readonly Area[]) =>
  areas
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
