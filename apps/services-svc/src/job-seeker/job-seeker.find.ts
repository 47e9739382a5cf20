import { dateIn } from '@jinlin/calendar';
import { GraphQLError } from 'graphql';
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

const MOST_MATCHES = 20;

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

export function jobMatchesOf(ctx: Context, seeker: JobSeeker, first: number) {
  if (first < 1 || first > MOST_MATCHES) {
    throw new GraphQLError(`"first" must be from 1 to ${MOST_MATCHES}; it is ${first}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return matchesOf(ctx, seeker, first, ctx.localities.named(seeker.localityCode).employment(dateIn(ctx.now)));
}
