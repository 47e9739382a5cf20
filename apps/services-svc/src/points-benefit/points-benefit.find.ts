import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import { isIn, volunteersOf } from '../reach';
import type { PointsGrant } from './points-benefit.entity';

/** One grant, if its volunteer is the actor's to see. */
export async function grantOf(ctx: Context, id: string) {
  const grant = await ctx.load.pointsGrant.load(id);
  return grant && isIn(volunteersOf(ctx), grant) ? grant : null;
}

/** What was granted, as the rule described it on that day. */
export function benefitOf(ctx: Context, { localityCode, grantedOn, mechanism, fromPoints }: PointsGrant) {
  const rule = ctx.localities.named(localityCode).points(grantedOn);
  const benefit = rule?.benefits.find((one) => one.mechanism === mechanism && one.fromPoints === fromPoints);
  return benefit ? { mechanism, fromPoints, title: say(ctx, benefit.title) } : null;
}
