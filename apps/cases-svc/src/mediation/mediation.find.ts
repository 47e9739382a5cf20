import { say } from '@jinlin/graphql';
import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { AreaMediationsArgs, MediationFilter, QueryMediationsArgs } from '../generated/graphql';
import type { Mediation } from './mediation.entity';
import type { MediationPage } from './mediation.list';

/** The mediations within the actor's reach, or those of the area that the filter names. */
export async function mediationsWithin(
  ctx: Context,
  { where, ...page }: QueryMediationsArgs,
): Promise<MediationPage> {
  const found = await placed(ctx, where);
  return ctx.load.mediations(ctx.scope.areaPath ?? '/', { ...page, where: found });
}

/** The mediations of an area and of everything below it. */
export async function mediationsOfArea(
  ctx: Context,
  id: string,
  { where, ...page }: AreaMediationsArgs,
): Promise<MediationPage> {
  const [area, found] = await Promise.all([ctx.load.area.load(id), placed(ctx, where)]);
  return ctx.load.mediations(area?.path ?? '/unknown/', { ...page, where: found });
}

async function placed(ctx: Context, where: MediationFilter | null | undefined) {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, where);
  return { ...rest, areaPath: area?.path };
}

/** What a dispute is about, as the locality called it at a moment. */
export function disputeTypeNamed(ctx: Context, localityCode: string, key: string, at: Date) {
  const types = ctx.localities.named(localityCode).mediation(at)?.disputeTypes ?? [];
  const known = types.find((type) => type.key === key);
  return { key, label: known ? say(ctx, known.title) : key };
}

export const isOverdue = ({ dueAt, endedAt }: Mediation, now: Date) =>
  dueAt !== null && endedAt === null && dueAt < now;
