import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { QueryIntegratorsArgs } from '../generated/graphql';
import type { IntegratorKey } from './integrator.entity';
import type { IntegratorPage } from './integrator.list';

/** The integrators that an operator looks after; nobody else is shown any. */
export const integratorsWithin = async (ctx: Context, page: QueryIntegratorsArgs): Promise<IntegratorPage> =>
  ctx.load.integrators(areaPathOf(ctx) ?? '/nobody/', page);

/** One of those; null for all others. */
export async function integratorWithin(ctx: Context, id: string) {
  const found = await ctx.load.integrator.load(id);
  return found && liesIn(found.areaPath, areaPathOf(ctx)) ? found : null;
}

/** A key of one of those. */
export async function keyWithin(ctx: Context, id: string) {
  const key = await ctx.load.integratorKey.load(id);
  return key && (await integratorWithin(ctx, key.integratorId)) ? key : null;
}

/** Whether a key opens anything at a moment, its integrator being there. */
export const isLive = ({ state, expiresAt }: IntegratorKey, now: Date) =>
  state !== 'REVOKED' && (!expiresAt || expiresAt > now);

const areaPathOf = ({ actor, scope }: Context) => (actor?.role === 'OPERATOR' ? scope.areaPath : null);
