import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  AreaWhistlesArgs,
  QueryWhistlesArgs,
  ResponseGrade,
  UnitWhistlePerformanceArgs,
  WhistleCount,
} from '../generated/graphql';
import type { WhistleListArgs, WhistlePage } from './whistle.list';

/** The whistles within the actor's reach, or those of the area that the filter names. */
export async function whistlesWithin(ctx: Context, args: QueryWhistlesArgs): Promise<WhistlePage> {
  const { load, scope } = ctx;
  const { where, ...page } = await found(ctx, args);
  const { areaPath, ...rest } = where;

  // A desk has no area of its own: its whistles are those that called its unit.
  if (!areaPath && !scope.areaPath && scope.unitId) {
    return load.whistles(scope.unitId, { ...page, whose: 'UNIT', where });
  }
  return load.whistles(areaPath ?? scope.areaPath ?? '/', { ...page, whose: 'AREA', where: rest });
}

/** The whistles blown from an area and from everything below it. */
export async function whistlesOfArea(ctx: Context, id: string, args: AreaWhistlesArgs): Promise<WhistlePage> {
  const [area, list] = await Promise.all([ctx.load.area.load(id), found(ctx, args)]);
  return ctx.load.whistles(area?.path ?? '/unknown/', { ...list, whose: 'AREA' });
}

/** The whistles that called a unit. */
export const whistlesOfUnit = async (
  ctx: Context,
  id: string,
  args: AreaWhistlesArgs,
): Promise<WhistlePage> => ctx.load.whistles(id, { ...(await found(ctx, args)), whose: 'UNIT' });

/** The arguments of a list, with the area that its filter names found. */
async function found(
  { load, now }: Context,
  { where, ...page }: AreaWhistlesArgs,
): Promise<Omit<WhistleListArgs, 'whose'>> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(load, { areaCode, areaId });
  return { ...page, now, where: { ...rest, areaPath: area?.path } };
}

/** How a unit answered its whistles in a period; null for a desk that asks about another. */
export async function whistlePerformance(
  { load, scope }: Context,
  unitId: string,
  { from, before }: UnitWhistlePerformanceArgs,
) {
  if (scope.areaPath === null && scope.unitId !== unitId) return null;

  const row = (await load.performanceOfUnit(from, before).load(unitId)) ?? NEVER_CALLED;
  const { called, arrivalsDue, acknowledgedInTime, arrivedInTime, disposedInTime, ...rest } = row;
  return {
    ...rest,
    called,
    acknowledgedInTime: rate(acknowledgedInTime, called),
    arrivedInTime: rate(arrivedInTime, arrivalsDue),
    disposedInTime: rate(disposedInTime, called),
  };
}

const rate = (counted: number, outOf: number) => ({
  counted,
  outOf,
  percent: outOf === 0 ? null : Math.round((1000 * counted) / outOf) / 10,
});

const NEVER_CALLED = {
  called: 0,
  acknowledgedInTime: 0,
  arrivalsDue: 0,
  arrivedInTime: 0,
  disposedInTime: 0,
  reportedWithoutAction: 0,
  escalated: 0,
  appraised: 0,
  meanScore: null,
};

const GRADES: readonly ResponseGrade[] = ['I', 'II', 'III'];

/** How many whistles of each grade are open; a grade without any is told as zero, not left out. */
export async function openWhistlesOf({ load }: Context, areaId: string): Promise<WhistleCount[]> {
  const counts = await load.openWhistlesOfArea.load(areaId);
  return GRADES.map((grade) => ({ grade, count: counts.find((row) => row.grade === grade)?.count ?? 0 }));
}
