import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { AreaRenewalProjectsArgs, QueryRenewalProjectsArgs } from '../generated/graphql';
import type { RenewalSums } from './renewal-project.loaders';

/** What the projects of a place come to, and of which kind they are. */
export interface RenewalTallySource extends RenewalSums {
  kind: string | null;
}

/** The projects in the area that the filter names, or everywhere. */
export async function renewalsWithin(ctx: Context, { where, ...page }: QueryRenewalProjectsArgs) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, { areaCode, areaId });
  return ctx.load.renewalProjects(area?.path ?? '/', { ...page, where: rest });
}

/** The projects in an area and below it; a filter may narrow the place further. */
export async function renewalsOfArea(ctx: Context, id: string, { where, ...page }: AreaRenewalProjectsArgs) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const [area, narrower] = await Promise.all([
    ctx.load.area.load(id),
    areaNamed(ctx.load, { areaCode, areaId }),
  ]);
  const path = area?.path ?? '/unknown/';
  const list = { ...page, where: rest };
  return ctx.load.renewalProjects(narrower?.path.startsWith(path) ? narrower.path : path, list);
}

export async function tallyOfArea({ load }: Context, id: string, kind: string | null) {
  const area = await load.area.load(id);
  const sums = area && (await load.renewalSums(kind).load(area.path));
  return sums && { ...sums, kind };
}
