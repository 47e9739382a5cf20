import { randomUUID } from 'node:crypto';
import { type Act, act, begin, reaching, take } from '@jinlin/acts';
import { addMonths, dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, noName, notFound, refusal, say } from '@jinlin/graphql';
import { In, MoreThanOrEqual } from 'typeorm';
import type { Context } from '../context';
import { midnight, monthAround } from '../dates';
import type {
  AwardPointsInput,
  OfferPointsGoodsInput,
  PointsBookingKind,
  RedeemPointsInput,
  RestockPointsGoodsInput,
  ReversePointsBookingInput,
  TransferPointsInput,
  WithdrawPointsGoodsInput,
} from '../generated/graphql';
import { beyondReach, outOfRange } from '../guards';
import { placeFor } from '../place';
import { isIn, volunteersOf } from '../reach';
import { type ActivityParticipation, Volunteer } from '../volunteer/volunteer.entity';
import { PointsAccount, PointsBooking, PointsGoods, PointsPosting } from './points.entity';
import { bookingLife, goodsLife } from './points.life';
import type { PointsRule, TransferReach } from './points.rules';
import { isReversible, signs } from './points.states';

const MOST_AWARDED = 1000;
const MOST_PIECES = 100_000;
const MOST_AT_ONCE = 100;

export const awardPoints = (ctx: Context, input: AwardPointsInput) =>
  act(ctx, PointsBooking, 'awardPoints', input, async (awarding) => {
    const { volunteerId, points, reason } = input;
    const volunteer = await theirs(ctx, awarding, volunteerId);
    if (!volunteer) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ruleFor(ctx, volunteer);
    if (!rule) return noPoints(ctx);
    const fault = blank(ctx, 'reason', reason) ?? outOfRange(ctx, 'points', points, 1, MOST_AWARDED);
    if (fault) return fault;

    return book(awarding, volunteer, {
      kind: 'AWARD',
      points,
      reason: reason.trim(),
      lapsesOn: lapseDay(ctx, rule),
      ruleVersion: rule.ruleVersion,
    });
  });

/** Books what the locality's rule gives for service, as a part of the act that records it; the rule's version, if any. */
export async function awardForService(
  ctx: Context,
  recording: Act,
  { id, volunteerId, minutes }: Pick<ActivityParticipation, 'id' | 'volunteerId'> & { minutes: number },
) {
  const volunteer = await recording.tx.findOneByOrFail(Volunteer, { id: volunteerId });
  const rule = ruleFor(ctx, volunteer);
  const points = rule ? Math.floor((minutes * rule.pointsPerHour) / 60) : 0;
  if (!rule || points === 0) return null;

  const { ruleVersion } = rule;
  await book(recording, volunteer, {
    kind: 'AWARD',
    points,
    participationId: id,
    lapsesOn: lapseDay(ctx, rule),
    ruleVersion,
  });
  return ruleVersion;
}

/** Both accounts stay locked from the count of what there is, so that nothing is handed on twice. */
export const transferPoints = (ctx: Context, input: TransferPointsInput) =>
  act(ctx, PointsBooking, 'transferPoints', input, async (transferring) => {
    const { volunteerId, recipientId, points } = input;
    const sender = await theirs(ctx, transferring, volunteerId);
    if (!sender) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ruleFor(ctx, sender);
    if (!rule) return noPoints(ctx);
    const { transfers, ruleVersion } = rule;
    if (!transfers) return notToThem(ctx);
    const recipient = await recipientFor(ctx, transferring, {
      sender,
      recipientId,
      within: transfers.within,
    });
    if (!recipient) return notFound(ctx, 'Volunteer', recipientId);
    if (!isNear(transfers.within, sender, recipient)) return notToThem(ctx);

    const balance = await balanceOf(transferring, volunteerId, recipientId);
    const left = transfers.mostAMonth - (await handedOn(ctx, transferring, volunteerId));
    const fault = blank(ctx, 'reason', input.reason) ?? outOfRange(ctx, 'points', points, 1, left);
    if (fault) return fault;
    if (balance < points) return notEnough(ctx, balance, points);

    const reason = input.reason.trim();
    const [outId, inId] = [randomUUID(), randomUUID()];
    const shared = { points, reason, ruleVersion };
    const sent = await book(transferring, sender, {
      ...shared,
      id: outId,
      counterpartId: inId,
      kind: 'TRANSFER_OUT',
    });
    await reaching(transferring, { reach: 'ALL' }, () =>
      book(transferring, recipient, {
        ...shared,
        id: inId,
        counterpartId: outId,
        kind: 'TRANSFER_IN',
        lapsesOn: lapseDay(ctx, rule),
      }),
    );
    return sent;
  });

/** Goods and account stay locked while they are counted, so neither is spent twice. */
export const redeemPoints = (ctx: Context, input: RedeemPointsInput) =>
  act(ctx, PointsBooking, 'redeemPoints', input, async (redeeming) => {
    const { volunteerId, goodsId, quantity = 1 } = input;
    const volunteer = await theirs(ctx, redeeming, volunteerId);
    if (!volunteer) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ruleFor(ctx, volunteer);
    if (!rule) return noPoints(ctx);
    const fault = outOfRange(ctx, 'quantity', quantity, 1, MOST_AT_ONCE);
    if (fault) return fault;

    const goods = await take(
      redeeming,
      goodsLife,
      {
        id: goodsId,
        action: 'HAND_OUT',
        unless: async ({ localityCode, stock, price }) => {
          if (localityCode !== volunteer.localityCode) return notFound(ctx, 'PointsGoods', goodsId);
          if (stock < quantity) return outOfStock(ctx, stock);
          const balance = await balanceOf(redeeming, volunteerId);
          return balance < price * quantity ? notEnough(ctx, balance, price * quantity) : null;
        },
      },
      ({ stock }) => ({ set: { stock: stock - quantity }, facts: { pieces: quantity } }),
    );
    if (isRefusal(goods)) return goods;

    return book(redeeming, volunteer, {
      kind: 'REDEMPTION',
      points: goods.price * quantity,
      goodsId,
      quantity,
      ruleVersion: rule.ruleVersion,
    });
  });

export const reversePointsBooking = (ctx: Context, input: ReversePointsBookingInput) =>
  act(ctx, PointsBooking, 'reversePointsBooking', input, async (reversing) => {
    const reversed = await take(
      reversing,
      bookingLife,
      {
        id: input.id,
        action: 'REVERSE',
        unless: async (booking) => {
          if (!isIn(volunteersOf(ctx), booking)) return notFound(ctx, 'PointsBooking', booking.id);
          return (
            blank(ctx, 'reason', input.reason) ??
            (isReversible(booking) ? null : notByItself(ctx)) ??
            (await owing(ctx, reversing, booking))
          );
        },
      },
      () => ({ reason: input.reason }),
    );
    if (isRefusal(reversed)) return reversed;

    const { goodsId, quantity, counterpartId } = reversed;
    if (goodsId && quantity) {
      await take(reversing, goodsLife, { id: goodsId, action: 'TAKE_BACK' }, ({ stock }) => ({
        set: { stock: stock + quantity },
        facts: { pieces: quantity },
      }));
    }
    if (counterpartId) {
      const received = await take(reversing, bookingLife, { id: counterpartId, action: 'REVERSE' }, () => ({
        reason: input.reason,
      }));
      if (isRefusal(received)) return received;
      await post(reversing, received, -signs[received.kind] * received.points);
    }
    await post(reversing, reversed, -signs[reversed.kind] * reversed.points);
    return reversed;
  });

export const offerPointsGoods = (ctx: Context, input: OfferPointsGoodsInput) =>
  act(ctx, PointsGoods, 'offerPointsGoods', input, async (offering) => {
    const { name, areaId, price, stock } = input;
    const place = await placeFor(ctx, offering, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault =
      noName(ctx, 'name', name) ??
      outOfRange(ctx, 'price', price, 1, MOST_PIECES) ??
      outOfRange(ctx, 'stock', stock, 0, MOST_PIECES);
    if (fault) return fault;

    return begin(offering, goodsLife, 'OFFER', {
      ...place,
      name: name.trim(),
      state: 'OFFERED',
      price,
      stock,
    });
  });

export const restockPointsGoods = (ctx: Context, input: RestockPointsGoodsInput) =>
  act(ctx, PointsGoods, 'restockPointsGoods', input, (restocking) => {
    const { id, pieces } = input;
    return take(
      restocking,
      goodsLife,
      {
        id,
        action: 'RESTOCK',
        unless: (goods) => beyond(ctx, goods) ?? outOfRange(ctx, 'pieces', pieces, 1, MOST_PIECES),
      },
      ({ stock }) => ({ set: { stock: stock + pieces }, facts: { pieces } }),
    );
  });

export const withdrawPointsGoods = (ctx: Context, input: WithdrawPointsGoodsInput) =>
  act(ctx, PointsGoods, 'withdrawPointsGoods', input, (withdrawing) =>
    take(
      withdrawing,
      goodsLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: (goods) => beyond(ctx, goods) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

type Booked = Pick<PointsBooking, 'kind' | 'points' | 'ruleVersion'> & Partial<PointsBooking>;

const actions: Record<PointsBookingKind, string> = {
  AWARD: 'AWARD',
  TRANSFER_IN: 'RECEIVE',
  REDEMPTION: 'REDEEM',
  TRANSFER_OUT: 'TRANSFER',
  LAPSE: 'LAPSE',
};

/** The one way into the ledger: a booking with its two postings, in the transaction of the act that it belongs to. */
export async function book(booking: Act, volunteer: Volunteer, booked: Booked) {
  const { id: volunteerId, localityCode, personId, areaId, areaPath } = volunteer;
  const { kind, points, ruleVersion } = booked;
  const saved = await begin(
    booking,
    bookingLife,
    actions[kind],
    {
      ...booked,
      state: 'BOOKED',
      volunteerId,
      localityCode,
      personId,
      areaId,
      areaPath,
      bookedAt: booking.now,
    },
    { ruleVersion, facts: { points } },
  );
  await post(booking, saved, signs[kind] * points);
  return saved;
}

/** What comes to the volunteer leaves the locality's account, and the other way round. */
const post = ({ tx, now: postedAt }: Act, { id: bookingId, volunteerId }: PointsBooking, points: number) =>
  tx.insert(PointsPosting, [
    { bookingId, volunteerId, points, postedAt },
    { bookingId, volunteerId: null, points: -points, postedAt },
  ]);

const theirs = async (ctx: Context, { tx }: Act, id: string) => {
  const volunteer = await tx.findOneBy(Volunteer, { id });
  return volunteer && isIn(volunteersOf(ctx), volunteer) ? volunteer : null;
};

/** Staff see to both sides. Residents see nobody else: whom the rule does not let them give to is not there for them. */
async function recipientFor(
  ctx: Context,
  transferring: Act,
  { sender, recipientId, within }: { sender: Volunteer; recipientId: string; within: TransferReach },
) {
  if (recipientId === sender.id) return null;
  if (transferring.actor.role !== 'RESIDENT') return theirs(ctx, transferring, recipientId);

  const recipient = await reaching(transferring, { reach: 'ALL' }, () =>
    transferring.tx.findOneBy(Volunteer, { id: recipientId }),
  );
  return recipient && isNear(within, sender, recipient) ? recipient : null;
}

/** What can be spent; the account stays locked with the others given, always in the same order, so that nobody spends it twice. */
async function balanceOf({ tx }: Act, volunteerId: string, ...others: string[]) {
  const accounts = await tx.find(PointsAccount, {
    where: { volunteerId: In([volunteerId, ...others]) },
    order: { volunteerId: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  return accounts.find((account) => account.volunteerId === volunteerId)?.balance ?? 0;
}

/** What a volunteer handed on in this month already. */
const handedOn = async (ctx: Context, { tx }: Act, volunteerId: string) =>
  (await tx.sum(PointsBooking, 'points', {
    volunteerId,
    kind: 'TRANSFER_OUT',
    state: 'BOOKED',
    bookedAt: MoreThanOrEqual(midnight(monthAround(dateIn(ctx.now)).first)),
  })) ?? 0;

const isNear = (within: TransferReach, sender: Volunteer, recipient: Volunteer) =>
  recipient.state === 'ACTIVE' &&
  (within === 'TEAM' ? sender.teamId === recipient.teamId : sender.localityCode === recipient.localityCode);

const ruleFor = (ctx: Context, { localityCode }: Volunteer) =>
  ctx.localities.named(localityCode).points(dateIn(ctx.now));

/** The day on which points that are earned today lapse; null where they never do. */
export const lapseDay = ({ now }: Pick<Context, 'now'>, { lapseAfterMonths }: PointsRule) =>
  lapseAfterMonths ? addMonths(dateIn(now), lapseAfterMonths) : null;

/** Whoever received what is taken back must still have it. */
async function owing(
  ctx: Context,
  reversing: Act,
  { volunteerId, kind, counterpartId, points }: PointsBooking,
) {
  if (kind === 'REDEMPTION') return null;
  const received =
    counterpartId && (await reversing.tx.findOneBy(PointsBooking, { id: counterpartId }))?.volunteerId;
  const balance = await balanceOf(reversing, received || volunteerId, volunteerId);
  return balance < points ? notEnough(ctx, balance, points) : null;
}

const beyond = (ctx: Context, goods: PointsGoods) => beyondReach(ctx, 'PointsGoods', goods);

const noPoints = (ctx: Context) =>
  invalidInput(ctx, 'volunteerId', {
    en: 'The locality runs no points.',
    zh: '本地未实行积分制。',
  });

const notToThem = (ctx: Context) =>
  invalidInput(ctx, 'recipientId', {
    en: 'The rule of the locality does not let points go to them.',
    zh: '按本地规则，积分不能转给该志愿者。',
  });

const notByItself = (ctx: Context) =>
  invalidInput(ctx, 'id', {
    en: 'A transfer is taken back by the booking that sent it; what has lapsed stays lapsed.',
    zh: '转赠须由转出记录冲正；已过期的积分不能恢复。',
  });

const notEnough = (ctx: Context, balance: number, wanted: number) =>
  refusal(
    'NotEnoughPoints',
    'NOT_ENOUGH_POINTS',
    say(ctx, {
      en: `There are ${balance} points; this takes ${wanted}.`,
      zh: `现有积分${balance}，需要${wanted}。`,
    }),
    { balance, wanted },
  );

const outOfStock = (ctx: Context, stock: number) =>
  refusal(
    'OutOfStock',
    'OUT_OF_STOCK',
    say(ctx, { en: `${stock} pieces are left.`, zh: `库存仅剩${stock}件。` }),
    {
      stock,
    },
  );
