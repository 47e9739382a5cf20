import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { blank, isRefusal, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import { Fund } from '../fund/fund.entity';
import { fundLife } from '../fund/fund.life';
import { MOST_FEN, short } from '../fund/fund.service';
import type { GrantFromFundInput, TakeBackFundGrantInput } from '../generated/graphql';
import { aboveCommunity, afterToday, beyondReach, outOfRange } from '../guards';
import { sealedPerson } from '../person';
import { placeFor } from '../place';
import { FundGrant } from './fund-grant.entity';
import { fundGrantLife } from './fund-grant.life';

/** The fund's row stays locked, so that nothing is granted twice and everybody helped is counted once. */
export const grantFromFund = (ctx: Context, input: GrantFromFundInput) =>
  act(ctx, FundGrant, 'grantFromFund', input, async (granting) => {
    const { fundId, areaId, name, birthDate, hardship, amount, grantedOn } = input;
    const known = await lock(granting, Fund, fundId);
    if (!known || beyondReach(ctx, 'Fund', known)) return notFound(ctx, 'Fund', fundId);
    const place = await placeFor(ctx, granting, areaId, known.areaPath);
    if (!place) return notFound(ctx, 'Area', areaId);
    const { communityId } = place;
    if (!communityId) return aboveCommunity(ctx);
    const fault =
      blank(ctx, 'name', name) ??
      outOfRange(ctx, 'amount', amount, 1, MOST_FEN) ??
      afterToday(ctx, 'birthDate', birthDate) ??
      afterToday(ctx, 'grantedOn', grantedOn);
    if (fault) return fault;

    const beneficiary = ctx.vault.hash(`aided ${place.localityCode} ${name.trim()} ${birthDate}`);
    const isAlone = !(await isAided(granting, { fundId, beneficiary }));
    const fund = await take(
      granting,
      fundLife,
      { id: fundId, action: 'GRANT', unless: (row) => short(ctx, row, amount) },
      (row) => ({ set: sumsWith(row, 1, { amount, isAlone }), facts: { amount } }),
    );
    if (isRefusal(fund)) return fund;

    return begin(granting, fundGrantLife, 'GRANT', {
      ...place,
      communityId,
      fundId,
      state: 'GRANTED',
      beneficiary,
      ...sealedPerson(ctx.vault, input),
      personId: input.personId ?? null,
      hardship,
      amount,
      grantedOn,
    });
  });

export const takeBackFundGrant = (ctx: Context, input: TakeBackFundGrantInput) =>
  act(ctx, FundGrant, 'takeBackFundGrant', input, async (taking) => {
    const { id, reason } = input;
    const grant = await take(
      taking,
      fundGrantLife,
      {
        id,
        action: 'TAKE_BACK',
        unless: (row) => beyondReach(ctx, 'FundGrant', row) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason }),
    );
    if (isRefusal(grant)) return grant;

    const { fundId, amount } = grant;
    await lock(taking, Fund, fundId);
    const isAlone = !(await isAided(taking, grant));
    const fund = await take(taking, fundLife, { id: fundId, action: 'TAKE_BACK' }, (row) => ({
      set: sumsWith(row, -1, { amount, isAlone }),
      reason,
      facts: { amount },
    }));
    return isRefusal(fund) ? fund : grant;
  });

/** The sums of a fund with one grant more or fewer; who has no other beside it is counted by it. */
const sumsWith = (
  { spent, granted, grants, beneficiaries }: Fund,
  more: 1 | -1,
  { amount, isAlone }: { amount: number; isAlone: boolean },
) => ({
  spent: spent + more * amount,
  granted: granted + more * amount,
  grants: grants + more,
  beneficiaries: beneficiaries + (isAlone ? more : 0),
});

/** Whether the fund has helped somebody by a grant that stands. */
const isAided = ({ tx }: Act, { fundId, beneficiary }: Pick<FundGrant, 'fundId' | 'beneficiary'>) =>
  tx.existsBy(FundGrant, { fundId, beneficiary, state: 'GRANTED' });
