import { act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, noName, notFound, refusal, say } from '@jinlin/graphql';
import { maskName } from '@jinlin/privacy';
import type { Context } from '../context';
import type {
  CancelFundActivityInput,
  CloseFundInput,
  HoldFundActivityInput,
  OpenFundInput,
  PlanFundActivityInput,
  ReceiveDonationInput,
  ReturnDonationInput,
} from '../generated/graphql';
import { afterToday, beyondReach, outOfRange } from '../guards';
import { placeFor } from '../place';
import { Donation, Donor, Fund, FundActivity } from './fund.entity';
import { donationLife, fundActivityLife, fundLife } from './fund.life';

/** A hundred million yuan: a larger number is a slip of the pen. */
export const MOST_FEN = 10_000_000_000;
const MOST_PEOPLE = 1_000_000;

export const openFund = (ctx: Context, input: OpenFundInput) =>
  act(ctx, Fund, 'openFund', input, async (opening) => {
    const place = await placeFor(ctx, opening, input.areaId);
    if (!place) return notFound(ctx, 'Area', input.areaId);
    const { name, foundedOn } = input;
    const fault = noName(ctx, 'name', name) ?? afterToday(ctx, 'foundedOn', foundedOn);
    if (fault) return fault;

    const nothing = { received: 0, spent: 0, granted: 0, grants: 0, beneficiaries: 0 };
    return begin(opening, fundLife, 'OPEN', {
      ...place,
      ...nothing,
      name: name.trim(),
      state: 'OPEN',
      foundedOn,
    });
  });

export const closeFund = (ctx: Context, input: CloseFundInput) =>
  act(ctx, Fund, 'closeFund', input, (closing) =>
    take(
      closing,
      fundLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: (fund) => beyond(ctx, fund) ?? blank(ctx, 'reason', input.reason) ?? notEmpty(ctx, fund),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** The fund's row stays locked, so that its sums are those of its donations. */
export const receiveDonation = (ctx: Context, input: ReceiveDonationInput) =>
  act(ctx, Donation, 'receiveDonation', input, async (receiving) => {
    const { fundId, amount, receivedOn, donorName, donorPhone, isAnonymous = false } = input;
    const fund = await take(
      receiving,
      fundLife,
      {
        id: fundId,
        action: 'RECEIVE',
        unless: (row) =>
          beyond(ctx, row) ??
          outOfRange(ctx, 'amount', amount, 1, MOST_FEN) ??
          afterToday(ctx, 'receivedOn', receivedOn) ??
          blank(ctx, 'donorName', donorName),
      },
      ({ received }) => ({ set: { received: received + amount }, facts: { amount } }),
    );
    if (isRefusal(fund)) return fund;

    const name = donorName.trim();
    const { areaId, areaPath } = fund;
    const donation = await begin(receiving, donationLife, 'RECEIVE', {
      fundId,
      state: 'RECEIVED',
      amount,
      receivedOn,
      isAnonymous,
      maskedDonor: isAnonymous ? null : maskName(name),
      areaId,
      areaPath,
    });
    await receiving.tx.insert(Donor, {
      donationId: donation.id,
      sealedName: ctx.vault.seal(name),
      sealedPhone: donorPhone ? ctx.vault.seal(donorPhone) : null,
      areaId,
      areaPath,
    });
    return donation;
  });

export const returnDonation = (ctx: Context, input: ReturnDonationInput) =>
  act(ctx, Donation, 'returnDonation', input, async (returning) => {
    const { id, reason } = input;
    const donation = await take(
      returning,
      donationLife,
      {
        id,
        action: 'RETURN',
        unless: (row) => beyondReach(ctx, 'Donation', row) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason }),
    );
    if (isRefusal(donation)) return donation;

    const { fundId, amount } = donation;
    const fund = await take(
      returning,
      fundLife,
      { id: fundId, action: 'RETURN', unless: (row) => short(ctx, row, amount) },
      ({ received }) => ({ set: { received: received - amount }, reason, facts: { amount } }),
    );
    return isRefusal(fund) ? fund : donation;
  });

export const planFundActivity = (ctx: Context, input: PlanFundActivityInput) =>
  act(ctx, FundActivity, 'planFundActivity', input, async (planning) => {
    const { fundId, title, plannedFor } = input;
    const fund = await planning.tx.findOneBy(Fund, { id: fundId });
    if (!fund || fund.state === 'CLOSED' || beyond(ctx, fund)) return notFound(ctx, 'Fund', fundId);
    const areaId = input.areaId ?? fund.areaId;
    const place = await placeFor(ctx, planning, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault = blank(ctx, 'title', title);
    if (fault) return fault;

    return begin(planning, fundActivityLife, 'PLAN', {
      ...place,
      fundId,
      title: title.trim(),
      state: 'PLANNED',
      plannedFor,
    });
  });

export const holdFundActivity = (ctx: Context, input: HoldFundActivityInput) =>
  act(ctx, FundActivity, 'holdFundActivity', input, async (holding) => {
    const { id, spent, peopleAided, personTimes } = input;
    const activity = await take(
      holding,
      fundActivityLife,
      {
        id,
        action: 'HOLD',
        unless: (row) =>
          beyondReach(ctx, 'FundActivity', row) ??
          afterToday(ctx, 'plannedFor', row.plannedFor) ??
          outOfRange(ctx, 'spent', spent, 0, MOST_FEN) ??
          outOfRange(ctx, 'peopleAided', peopleAided, 0, MOST_PEOPLE) ??
          outOfRange(ctx, 'personTimes', personTimes, peopleAided, MOST_PEOPLE),
      },
      () => ({ set: { spent, peopleAided, personTimes }, facts: { spent, peopleAided, personTimes } }),
    );
    if (isRefusal(activity) || spent === 0) return activity;

    const fund = await take(
      holding,
      fundLife,
      { id: activity.fundId, action: 'SPEND', unless: (row) => short(ctx, row, spent) },
      (row) => ({ set: { spent: row.spent + spent }, facts: { spent, activityId: id } }),
    );
    return isRefusal(fund) ? fund : activity;
  });

export const cancelFundActivity = (ctx: Context, input: CancelFundActivityInput) =>
  act(ctx, FundActivity, 'cancelFundActivity', input, (cancelling) =>
    take(
      cancelling,
      fundActivityLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: (row) => beyondReach(ctx, 'FundActivity', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

const beyond = (ctx: Context, fund: Fund) => beyondReach(ctx, 'Fund', fund);

const notEmpty = (ctx: Context, { received, spent }: Fund) =>
  received === spent
    ? null
    : invalidInput(ctx, 'id', {
        en: `The fund has ${received - spent} fen left; it closes when nothing is.`,
        zh: `基金尚余${received - spent}分，余额为零方可关闭。`,
      });

/** Refuses what would cost a fund more than it has. */
export function short(ctx: Context, { received, spent }: Fund, wanted: number) {
  const balance = received - spent;
  if (wanted <= balance) return null;
  return refusal(
    'NotEnoughMoney',
    'NOT_ENOUGH_MONEY',
    say(ctx, { en: `The fund has ${balance} fen left.`, zh: `基金余额为${balance}分。` }),
    { balance },
  );
}
