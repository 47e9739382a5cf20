import type { Context } from '../context';
import type {
  QueryEmploymentSubsidiesArgs,
  QueryJobPostingsArgs,
  QueryZeroEmploymentFamiliesArgs,
} from '../generated/graphql';
import { within } from '../place';
import { familiesOf, isIn } from '../reach';

export const postingsWithin = async (ctx: Context, { where, ...page }: QueryJobPostingsArgs) =>
  ctx.load.jobPostings('', { ...page, where: await within(ctx, where) });

export const subsidiesWithin = async (ctx: Context, { where, ...page }: QueryEmploymentSubsidiesArgs) =>
  ctx.load.employmentSubsidies('', { ...page, where: await within(ctx, where) });

export const familiesWithin = async (ctx: Context, { where, ...page }: QueryZeroEmploymentFamiliesArgs) =>
  ctx.load.zeroEmploymentFamilies('', { ...page, share: familiesOf(ctx), where: await within(ctx, where) });

/** One family, if it is the actor's to see. */
export async function familyOf(ctx: Context, id: string) {
  const family = await ctx.load.zeroEmploymentFamily.load(id);
  return family && isIn(familiesOf(ctx), { ...family, personId: null }) ? family : null;
}
