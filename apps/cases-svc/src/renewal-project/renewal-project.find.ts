import type { Context } from '../context';
import type { QueryRenewalProjectsArgs } from '../generated/graphql';
import { pathOf, within } from '../within';
import type { RenewalSums } from './renewal-project.loaders';

/** What the projects of a place come to, and of which kind they are. */
export interface RenewalTallySource extends RenewalSums {
  kind: string | null;
}

/** A page of the projects in an area, by its path, and in everything below it. */
export const renewalsBelow = async (
  ctx: Context,
  path: string,
  { where, ...page }: QueryRenewalProjectsArgs,
) => ctx.load.renewalProjects(path, { ...page, where: await within(ctx, where) });

/** What the projects in an area come to. */
export async function renewalTallyOf(ctx: Context, areaId: string, kind: string | null) {
  const sums = await ctx.load.renewalSums(kind).load(await pathOf(ctx, areaId));
  return sums && { ...sums, kind };
}
