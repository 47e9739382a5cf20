import { asDialled, forbidden } from '@jinlin/graphql';
import type { Role } from '@jinlin/identity';
import { areaNamed } from '@jinlin/replicas';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { AreaCasesArgs, QueryCasesArgs, UnitCasesArgs } from '../generated/graphql';
import type { CaseListArgs, CasePage } from './case.list';

/** The cases within the actor's reach, or those of the area that the filter names. */
export async function casesWithin(ctx: Context, { where, ...page }: QueryCasesArgs): Promise<CasePage> {
  if (page.orderBy === 'DUE_FIRST' && !where?.isOpen) throw dueOfOpenAlone();
  const area = await areaNamed(ctx.load, where);
  const rest = narrowed(ctx, where);
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
  const area = await areaNamed(ctx.load, where);
  return { ...page, where: { ...narrowed(ctx, where), areaPath: area?.path } };
}

/** A filter as the list knows it: without the area that it names, and with the hash of a number, never the number. */
function narrowed({ actor, vault }: Context, where: AreaCasesArgs['where']): CaseListArgs['where'] {
  const { areaCode, areaId, reporterPhone, ...rest } = where ?? {};
  if (!reporterPhone) return rest;
  if (!actor || !SPEAKS_WITH_CALLERS.has(actor.role))
    throw forbidden(`A ${actor?.role ?? 'stranger'} may not look for cases by who asked.`);

  return { ...rest, reporterPhoneHash: vault.hash(asDialled(reporterPhone)).toString('hex') };
}

/** Nobody else may find out by trying whether somebody asked for something. */
const SPEAKS_WITH_CALLERS: ReadonlySet<Role> = new Set([
  'HOTLINE_CLERK',
  'COMMUNITY_CLERK',
  'STREET_COMMANDER',
]);

const dueOfOpenAlone = () =>
  new GraphQLError('DUE_FIRST orders open cases alone: ask for it with where: { isOpen: true }.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

const WIDE = new Set(['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP']);

const ownLevel = async ({ actor, load }: Context) =>
  actor?.areaId ? (await load.area.load(actor.areaId))?.level : undefined;

const whoseArea = (level: string | undefined, { isOpen }: CaseListArgs['where']) =>
  level && WIDE.has(level) && !(level === 'TOWNSHIP' && isOpen) ? 'WIDE_AREA' : 'AREA';
