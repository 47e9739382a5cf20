import { dateIn } from '@jinlin/calendar';
import type { Context } from '../context';
import type {
  QueryHouseholdsWithoutWorkArgs,
  QueryJobReferralsArgs,
  QueryJobSeekersArgs,
} from '../generated/graphql';
import { within } from '../place';
import { familiesOf, isIn, seekersOf } from '../reach';
import type { JobSeeker } from './job-seeker.entity';
import { matchesOf } from './matches';

/** One seeker, if they are the actor's to see. */
export async function seekerOf(ctx: Context, id: string) {
  const seeker = await ctx.load.jobSeeker.load(id);
  return seeker && isIn(seekersOf(ctx), seeker) ? seeker : null;
}

/** One referral, if its seeker is the actor's to see. */
export async function referralOf(ctx: Context, id: string) {
  const referral = await ctx.load.jobReferral.load(id);
  return referral && isIn(seekersOf(ctx), referral) ? referral : null;
}

export const seekersWithin = async (ctx: Context, { where, ...page }: QueryJobSeekersArgs) =>
  ctx.load.jobSeekers('', { ...page, share: seekersOf(ctx), where: await within(ctx, where) });

export const householdsWithin = async (ctx: Context, { where, ...page }: QueryHouseholdsWithoutWorkArgs) =>
  ctx.load.householdsWithoutWork('', { ...page, share: familiesOf(ctx), where: await within(ctx, where) });

export const referralsWithin = async (ctx: Context, { where, ...page }: QueryJobReferralsArgs) =>
  ctx.load.jobReferrals('', { ...page, share: seekersOf(ctx), where: await within(ctx, where) });

export const jobMatchesOf = (ctx: Context, seeker: JobSeeker, first: number) =>
  matchesOf(
    ctx,
    seeker,
    Math.min(Math.max(first, 1), 20),
    ctx.localities.named(seeker.localityCode).employment(dateIn(ctx.now)),
  );
