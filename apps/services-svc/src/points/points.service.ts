import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  AwardPointsInput,
  OfferPointsGoodsInput,
  RedeemPointsInput,
  RestockPointsGoodsInput,
  ReversePointsBookingInput,
  WithdrawPointsGoodsInput,
} from '../generated/graphql';
import { beyondReach, outOfRange } from '../guards';
import { placeFor } from '../place';
import { isIn, volunteersOf } from '../reach';
import { type ActivityParticipation, Volunteer } from '../volunteer/volunteer.entity';
import { PointsAccount, PointsBooking, PointsGoods, PointsPosting } from './points.entity';
import { bookingLife, goodsLife } from './points.life';

const MOST_AWARDED = 1000;
const MOST_PIECES = 100_000;
const MOST_AT_ONCE = 100;

export const awardPoints = (ctx: Context, input: AwardPointsInput) =>
  act(ctx, PointsBooking, 'awardPoints', input, async (awarding) => {
    const { volunteerId, points, reason } = input;
    const volunteer = await theirs(ctx, awarding, volunteerId);
    if (!volunteer) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ctx.localities.named(volunteer.localityCode).points(dateIn(ctx.now));
    if (!rule) return noPoints(ctx);
    const fault = blank(ctx, 'reason', reason) ?? outOfRange(ctx, 'points', points, 1, MOST_AWARDED);
    if (fault) return fault;

    return book(ctx, awarding, volunteer, {
      kind: 'AWARD',
      points,
      reason: reason.trim(),
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
  const rule = ctx.localities.named(volunteer.localityCode).points(dateIn(ctx.now));
  const points = rule ? Math.floor((minutes * rule.pointsPerHour) / 60) : 0;
  if (!rule || points === 0) return null;

  const { ruleVersion } = rule;
  await book(ctx, recording, volunteer, { kind: 'AWARD', points, participationId: id, ruleVersion });
  return ruleVersion;
}

/** Goods and account stay locked while they are counted, so neither is spent twice. */
export const redeemPoints = (ctx: Context, input: RedeemPointsInput) =>
  act(ctx, PointsBooking, 'redeemPoints', input, async (redeeming) => {
    const { volunteerId, goodsId, quantity = 1 } = input;
    const volunteer = await theirs(ctx, redeeming, volunteerId);
    if (!volunteer) return notFound(ctx, 'Volunteer', volunteerId);
    const rule = ctx.localities.named(volunteer.localityCode).points(dateIn(ctx.now));
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

    return book(ctx, redeeming, volunteer, {
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
          const fault = blank(ctx, 'reason', input.reason);
          if (fault || booking.kind === 'REDEMPTION') return fault;
          const balance = await balanceOf(reversing, booking.volunteerId);
          return balance < booking.points ? notEnough(ctx, balance, booking.points) : null;
        },
      },
      () => ({ reason: input.reason }),
    );
    if (isRefusal(reversed)) return reversed;

    const { goodsId, quantity } = reversed;
    if (goodsId && quantity) {
      await take(reversing, goodsLife, { id: goodsId, action: 'TAKE_BACK' }, ({ stock }) => ({
        set: { stock: stock + quantity },
        facts: { pieces: quantity },
      }));
    }
    await post(ctx, reversing, reversed, reversed.kind === 'AWARD' ? -reversed.points : reversed.points);
    return reversed;
  });

export const offerPointsGoods = (ctx: Context, input: OfferPointsGoodsInput) =>
  act(ctx, PointsGoods, 'offerPointsGoods', input, async (offering) => {
    const { name, areaId, price, stock } = input;
    const place = await placeFor(ctx, offering, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault =
      blank(ctx, 'name', name) ??
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

/** The one way into the ledger: a booking with its two postings, in the transaction of the act that it belongs to. */
async function book(ctx: Context, booking: Act, volunteer: Volunteer, booked: Booked) {
  const { id: volunteerId, localityCode, personId, areaId, areaPath } = volunteer;
  const { kind, points, ruleVersion } = booked;
  const saved = await begin(
    booking,
    bookingLife,
    kind === 'AWARD' ? 'AWARD' : 'REDEEM',
    { ...booked, state: 'BOOKED', volunteerId, localityCode, personId, areaId, areaPath, bookedAt: ctx.now },
    { ruleVersion, facts: { points } },
  );
  await post(ctx, booking, saved, kind === 'AWARD' ? points : -points);
  return saved;
}

/** What comes to the volunteer leaves the locality's account, and the other way round. */
const post = (ctx: Context, { tx }: Act, { id: bookingId, volunteerId }: PointsBooking, points: number) =>
  tx.insert(PointsPosting, [
    { bookingId, volunteerId, points, postedAt: ctx.now },
    { bookingId, volunteerId: null, points: -points, postedAt: ctx.now },
  ]);

const theirs = async (ctx: Context, { tx }: Act, id: string) => {
  const volunteer = await tx.findOneBy(Volunteer, { id });
  return volunteer && isIn(volunteersOf(ctx), volunteer) ? volunteer : null;
};

/** What can be spent; the account stays locked, so that two exchanges cannot both spend it. */
const balanceOf = async ({ tx }: Act, volunteerId: string) =>
  (await tx.findOne(PointsAccount, { where: { volunteerId }, lock: { mode: 'pessimistic_write' } }))
    ?.balance ?? 0;

const beyond = (ctx: Context, goods: PointsGoods) => beyondReach(ctx, 'PointsGoods', goods);

const noPoints = (ctx: Context) =>
  invalidInput(ctx, 'volunteerId', {
    en: 'The locality runs no points.',
    zh: '本地未实行积分制。',
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
