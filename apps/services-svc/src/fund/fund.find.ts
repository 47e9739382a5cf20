import { recordUnmasking } from '@jinlin/acts';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { QueryDonationsArgs, QueryFundActivitiesArgs, QueryFundsArgs } from '../generated/graphql';
import { within } from '../place';
import { keepsFunds } from '../policy';
import type { Donation } from './fund.entity';

export const fundsWithin = async (ctx: Context, { where, ...page }: QueryFundsArgs) =>
  ctx.load.funds('', { ...page, where: await within(ctx, where) });

export const donationsWithin = async (ctx: Context, { where, ...page }: QueryDonationsArgs) =>
  ctx.load.donations('', { ...page, where: await within(ctx, where) });

export const fundActivitiesWithin = async (ctx: Context, { where, ...page }: QueryFundActivitiesArgs) =>
  ctx.load.fundActivities('', { ...page, where: await within(ctx, where) });

/** Opens the seal on who gave, for those who keep the fund, once it is recorded who reads it and why. */
export async function donorInClear(ctx: Context, { id, areaPath }: Donation, purpose: string) {
  if (!ctx.actor || !keepsFunds(ctx.actor) || !liesIn(areaPath, ctx.scope.areaPath)) return null;

  await recordUnmasking(ctx, { type: 'Donation', id, purpose });
  const donor = await ctx.load.donor.load(id);
  if (!donor) return null;
  const { sealedName, sealedPhone } = donor;
  return { name: ctx.vault.open(sealedName), phone: sealedPhone && ctx.vault.open(sealedPhone) };
}
