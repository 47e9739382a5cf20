import { liesIn } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { AreaMediationFiguresArgs } from '../generated/graphql';
import { disputeTypeNamed } from '../mediation/mediation.find';
import { talliesBy, tallyOf } from './figures';

/** How mediation went in an area; null when not all of it is within reach. */
export async function mediationFigures(ctx: Context, id: string, { from, before }: AreaMediationFiguresArgs) {
  if (from >= before) {
    throw new GraphQLError('A period ends after it begins.', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  const area = await ctx.load.area.load(id);
  const locality = area && ctx.localities.holding(area.code);
  if (!locality || !liesIn(area.path, ctx.scope.areaPath)) return null;

  const counts = await ctx.load.mediationCounts(from, before).load(id);
  return {
    from,
    before,
    total: tallyOf(counts),
    byKind: talliesBy(counts, ({ kind }) => kind).map(({ sort: kind, tally }) => ({ kind, tally })),
    byDisputeType: talliesBy(counts, ({ disputeType }) => disputeType).map(({ sort, tally }) => ({
      disputeType: disputeTypeNamed(ctx, locality.code, sort, from),
      tally,
    })),
  };
}
