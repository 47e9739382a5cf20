import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { AreaCasesArgs, QueryCasesArgs, UnitCasesArgs } from '../generated/graphql';
import type { CaseListArgs, CasePage } from './case.list';

/** The cases within the actor's reach, or those of the area that the filter names. */
export async function casesWithin(ctx: Context, { where, ...page }: QueryCasesArgs): Promise<CasePage> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, where);
  const { areaPath, unitId } = ctx.scope;
  // A desk has no area of its own: its cases are those that lie there.
  if (areaPath === null && unitId) {
    return ctx.load.cases('DESK', unitId, { ...page, where: { ...rest, areaPath: area?.path } });
  }
  const path = area?.path ?? areaPath ?? '/';
  const level = area?.level ?? (rest.isOpen && areaPath ? await ownLevel(ctx) : 'COUNTY');
  return ctx.load.cases(whoseArea(level, rest), path, { ...page, where: rest });
}

/** The cases of an area and of everything below it. */
export async function casesOfArea(ctx: Context, id: string, args: AreaCasesArgs): Promise<CasePage> {
  const [area, list] = await Promise.all([ctx.load.area.load(id), nested(ctx, args)]);
  return ctx.load.cases(whoseArea(area?.level, list.where), area?.path ?? '/unknown/', list);
}

/** The cases that a unit answers for. */
export const casesOfUnit = async (ctx: Context, id: string, args: UnitCasesArgs): Promise<CasePage> =>
  ctx.load.cases('UNIT', id, await nested(ctx, args));

async function nested(ctx: Context, { where, ...page }: AreaCasesArgs): Promise<CaseListArgs> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, where);
  return { ...page, where: { ...rest, areaPath: area?.path } };
}

const WIDE = new Set(['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP']);

const ownLevel = async ({ actor, load }: Context) =>
  actor?.areaId ? (await load.area.load(actor.areaId))?.level : undefined;

const whoseArea = (level: string | undefined, { isOpen }: CaseListArgs['where']) =>
  level && WIDE.has(level) && !(level === 'TOWNSHIP' && isOpen) ? 'WIDE_AREA' : 'AREA';
