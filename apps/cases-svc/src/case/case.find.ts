import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { AreaCasesArgs, CaseFilter, QueryCasesArgs, UnitCasesArgs } from '../generated/graphql';
import type { CaseListArgs, CasePage } from './case.list';

/** The cases within the actor's reach, or those of the area that the filter names. */
export async function casesWithin(ctx: Context, { where, ...page }: QueryCasesArgs): Promise<CasePage> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx, where);
  const path = area?.path ?? ctx.scope.areaPath ?? '/';
  return ctx.load.cases(area ? whoseArea(area.level) : 'WIDE_AREA', path, { ...page, where: rest });
}

/** The cases of an area and of everything below it. */
export async function casesOfArea(ctx: Context, id: string, args: AreaCasesArgs): Promise<CasePage> {
  const [area, list] = await Promise.all([ctx.load.area.load(id), nested(ctx, args)]);
  return ctx.load.cases(whoseArea(area?.level), area?.path ?? '/unknown/', list);
}

/** The cases that a unit answers for. */
export const casesOfUnit = async (ctx: Context, id: string, args: UnitCasesArgs): Promise<CasePage> =>
  ctx.load.cases('UNIT', id, await nested(ctx, args));

async function nested(ctx: Context, { where, ...page }: AreaCasesArgs): Promise<CaseListArgs> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx, where);
  return { ...page, where: { ...rest, areaPath: area?.path } };
}

/** The area that a filter names by code or by id; refuses a name that nothing bears today. */
async function areaNamed({ load }: Context, where: CaseFilter | null | undefined) {
  const { areaCode, areaId } = where ?? {};
  if (!areaCode && !areaId) return null;

  const area = areaCode ? await load.areaByCode.load(areaCode) : await load.area.load(areaId!);
  if (area) return area;
  throw new GraphQLError(`No area has ${areaCode ? `the code ${areaCode} today` : `the id ${areaId}`}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

const WIDE = new Set(['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP']);

const whoseArea = (level: string | undefined) => (level && WIDE.has(level) ? 'WIDE_AREA' : 'AREA');
