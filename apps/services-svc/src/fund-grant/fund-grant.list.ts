import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { FundGrantFilter, QueryFundGrantsArgs } from '../generated/graphql';
import { type Within, within } from '../place';
import { belongsTo, fundGrantsOf, isIn, type Share } from '../reach';
import { FundGrant } from './fund-grant.entity';

/** Whom grants helped: each person once, and how often. */
export interface Aid {
  beneficiaries: number;
  personTimes: number;
  amount: number;
}

export type FundGrantPage = Page<FundGrant, { totalCount: number; aid: Aid }>;

interface Args extends PageInput {
  share: Share | null;
  where: Within<FundGrantFilter>;
}

const aid = (list: string) => /* SQL */ `
  select json_build_object(
    'beneficiaries', count(distinct g.beneficiary) filter (where g.state = 'GRANTED'),
    'personTimes', count(*) filter (where g.state = 'GRANTED'),
    'amount', coalesce(sum(g.amount) filter (where g.state = 'GRANTED'), 0)
  ) ${list}`;

/** Grants of funds, one by one and in lists, the latest first. */
export const fundGrantLoaders = (db: DataSource, within: Reader) => ({
  fundGrant: oneBy(db, within, FundGrant, 'id'),
  fundGrants: lists<FundGrant, Args, { totalCount: number; aid: Aid }>(within, {
    columns: columnsOf(db, FundGrant, 'g'),
    from: 'fund_grant g',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(g.area_path, ${at(where.areaPath)})`,
      where.fundId && `g.fund_id = ${at(where.fundId)}::uuid`,
      where.state && `g.state = ${at(where.state)}`,
      where.hardship && `g.hardship = ${at(where.hardship)}`,
      where.from && `g.granted_on >= ${at(where.from)}::date`,
      where.to && `g.granted_on <= ${at(where.to)}::date`,
    ],
    order: [
      ['g.granted_on', 'date'],
      ['g.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ grantedOn, id }) => [grantedOn, id],
    figures: { totalCount, aid },
  }),
});

/** One grant, if it is the actor's to see. */
export async function fundGrantOf(ctx: Context, id: string) {
  const grant = await ctx.load.fundGrant.load(id);
  return grant && isIn(fundGrantsOf(ctx), grant) ? grant : null;
}

export const fundGrantsWithin = async (ctx: Context, { where, ...page }: QueryFundGrantsArgs) =>
  ctx.load.fundGrants('', { ...page, share: fundGrantsOf(ctx), where: await within(ctx, where) });
