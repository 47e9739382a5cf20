import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import { ElderProfile } from '../elder/elder.entity';
import type {
  AcceptServiceOrderInput,
  CancelServiceOrderInput,
  EndServiceContractInput,
  PayServiceContractInput,
  PlaceServiceOrderInput,
  RecordServiceHoursInput,
  RejectServiceOrderInput,
  SignServiceContractInput,
} from '../generated/graphql';
import { afterToday, beyondReach, dayBefore, isActive, outOfRange } from '../guards';
import { placeFor } from '../place';
import { isIn, ordersOf } from '../reach';
import { ServiceContract, ServiceOrder, ServicePayment } from './service-contract.entity';
import { contractLife, orderLife } from './service-contract.life';

const MOST_AN_HOUR = 1_000_000;
/** A thousand million yuan: a larger number is a slip of the pen. */
const MOST_FEN = 100_000_000_000;
const A_DAY_OF_MINUTES = 1440;

export const signServiceContract = (ctx: Context, input: SignServiceContractInput) =>
  act(ctx, ServiceContract, 'signServiceContract', input, async (signing) => {
    const { title, field, purchaserId, providerId, areaId, startsOn, endsOn, hourlyPrice, amount } = input;
    const place = await placeFor(ctx, signing, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!(await isActive(signing, purchaserId))) return notFound(ctx, 'Unit', purchaserId);
    if (!(await isActive(signing, providerId)) || providerId === purchaserId) {
      return notFound(ctx, 'Unit', providerId);
    }
    const fault =
      blank(ctx, 'title', title) ??
      dayBefore(ctx, 'endsOn', endsOn, startsOn) ??
      outOfRange(ctx, 'hourlyPrice', hourlyPrice, 1, MOST_AN_HOUR) ??
      outOfRange(ctx, 'amount', amount, hourlyPrice, MOST_FEN);
    if (fault) return fault;

    return begin(signing, contractLife, 'SIGN', {
      ...place,
      title: title.trim(),
      field,
      state: 'RUNNING',
      purchaserId,
      providerId,
      startsOn,
      endsOn,
      hourlyPrice,
      amount,
      committed: 0,
      accepted: 0,
      paid: 0,
    });
  });

export const endServiceContract = (ctx: Context, input: EndServiceContractInput) =>
  act(ctx, ServiceContract, 'endServiceContract', input, (ending) =>
    take(
      ending,
      contractLife,
      {
        id: input.id,
        action: 'END',
        unless: (row) => beyondReach(ctx, 'ServiceContract', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const payServiceContract = (ctx: Context, input: PayServiceContractInput) =>
  act(ctx, ServiceContract, 'payServiceContract', input, (paying) => {
    const { id, amount, paidOn } = input;
    return take(
      paying,
      contractLife,
      {
        id,
        action: 'PAY',
        unless: (row) =>
          beyondReach(ctx, 'ServiceContract', row) ??
          outOfRange(ctx, 'amount', amount, 1, row.accepted - row.paid) ??
          afterToday(ctx, 'paidOn', paidOn) ??
          dayBefore(ctx, 'paidOn', paidOn, row.startsOn),
      },
      async ({ paid }) => {
        await paying.tx.insert(ServicePayment, { contractId: id, amount, paidOn });
        return { set: { paid: paid + amount }, facts: { amount, paidOn } };
      },
    );
  });

/** The contract's row stays locked while money is set aside, so that no two orders have the same. */
export const placeServiceOrder = (ctx: Context, input: PlaceServiceOrderInput) =>
  act(ctx, ServiceOrder, 'placeServiceOrder', input, async (placing) => {
    const { contractId, elderId, item, plannedFor, minutes } = input;
    const contract = await lock(placing, ServiceContract, contractId);
    if (!contract) return notFound(ctx, 'ServiceContract', contractId);
    const whom = elderId ? await elderFor(placing, contract, elderId) : { ...contract, personId: null };
    if (!whom) return notFound(ctx, 'ElderProfile', elderId!);
    if (!isIn(ordersOf(ctx), whom)) return notFound(ctx, 'ServiceContract', contractId);
    if (contract.state !== 'RUNNING') return actionNotAllowed(ctx, 'ORDER', contract.state);

    const fault =
      blank(ctx, 'item', item) ??
      outOfRange(ctx, 'minutes', minutes, 10, A_DAY_OF_MINUTES) ??
      notOfContract(ctx, contract, plannedFor);
    if (fault) return fault;
    const amount = feeOf(contract, minutes);
    const left = contract.amount - contract.committed;
    if (amount > left) return exhausted(ctx, left, amount);

    await move(placing, contractId, { committed: amount });
    const { personId, areaId, areaPath } = whom;
    return begin(placing, orderLife, 'PLACE', {
      contractId,
      state: 'PLACED',
      elderId: elderId ?? null,
      item: item.trim(),
      plannedFor,
      minutes,
      amount,
      unitId: contract.providerId,
      personId,
      areaId,
      areaPath,
    });
  });

export const cancelServiceOrder = (ctx: Context, input: CancelServiceOrderInput) =>
  act(ctx, ServiceOrder, 'cancelServiceOrder', input, async (cancelling) => {
    const { id, reason } = input;
    await lockContractOf(cancelling, id);
    return take(
      cancelling,
      orderLife,
      { id, action: 'CANCEL', unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', reason) },
      async ({ contractId, amount }) => {
        await move(cancelling, contractId, { committed: -amount });
        return { set: { amount: 0 }, reason };
      },
    );
  });

export const recordServiceHours = (ctx: Context, input: RecordServiceHoursInput) =>
  act(ctx, ServiceOrder, 'recordServiceHours', input, (recording) => {
    const { id, minutes: servedMinutes, servedAt } = input;
    return take(
      recording,
      orderLife,
      {
        id,
        action: 'SERVE',
        unless: (row) =>
          notTheirs(ctx, row) ??
          outOfRange(ctx, 'minutes', servedMinutes, 1, row.minutes) ??
          notYet(ctx, servedAt),
      },
      () => ({ set: { servedMinutes, servedAt }, facts: { minutes: servedMinutes } }),
    );
  });

/** What was served and not more is owed; what was set aside beyond it is free again. */
export const acceptServiceOrder = (ctx: Context, input: AcceptServiceOrderInput) =>
  act(ctx, ServiceOrder, 'acceptServiceOrder', input, async (accepting) => {
    const { id, rating = null } = input;
    const contract = await lockContractOf(accepting, id);
    return take(
      accepting,
      orderLife,
      {
        id,
        action: 'ACCEPT',
        unless: (row) =>
          notTheirs(ctx, row) ?? (isGiven(rating) ? outOfRange(ctx, 'rating', rating, 1, 5) : null),
      },
      async ({ contractId, amount: aside, servedMinutes }) => {
        const amount = feeOf(contract!, servedMinutes!);
        await move(accepting, contractId, { committed: amount - aside, accepted: amount });
        return { set: { amount, rating }, facts: { amount, rating } };
      },
    );
  });

export const rejectServiceOrder = (ctx: Context, input: RejectServiceOrderInput) =>
  act(ctx, ServiceOrder, 'rejectServiceOrder', input, (rejecting) =>
    take(
      rejecting,
      orderLife,
      {
        id: input.id,
        action: 'REJECT',
        unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { servedMinutes: null, servedAt: null }, reason: input.reason }),
    ),
  );

/** What so many minutes cost, to the fen. */
export const feeOf = ({ hourlyPrice }: Pick<ServiceContract, 'hourlyPrice'>, minutes: number) =>
  Math.round((hourlyPrice * minutes) / 60);

/** Adds to the sums of a contract whose row is locked. */
async function move({ tx }: Act, id: string, by: { committed: number; accepted?: number }) {
  await tx.increment(ServiceContract, { id }, 'committed', by.committed);
  if (by.accepted) await tx.increment(ServiceContract, { id }, 'accepted', by.accepted);
}

/** First the contract, as placing an order does: in the other order the two could wait for each other. */
async function lockContractOf(locking: Act, orderId: string) {
  const order = await locking.tx.findOneBy(ServiceOrder, { id: orderId });
  return order && lock(locking, ServiceContract, order.contractId);
}

/** An elder in care whom the contract serves; row-level security hides any other. */
async function elderFor({ tx }: Act, { areaPath }: ServiceContract, id: string) {
  const elder = await tx.findOneBy(ElderProfile, { id, state: 'ACTIVE' });
  return elder && liesIn(elder.areaPath, areaPath) ? elder : null;
}

const notTheirs = (ctx: Context, row: ServiceOrder) =>
  isIn(ordersOf(ctx), row) ? null : notFound(ctx, 'ServiceOrder', row.id);

function notOfContract(ctx: Context, { startsOn, endsOn }: ServiceContract, plannedFor: Date) {
  const day = dateIn(plannedFor);
  return plannedFor >= ctx.now && startsOn <= day && day <= endsOn
    ? null
    : invalidInput(ctx, 'plannedFor', {
        en: `"plannedFor" is from now on, and from ${startsOn} to ${endsOn}.`,
        zh: `“plannedFor”不能早于现在，且须在${startsOn}至${endsOn}之间。`,
      });
}

const notYet = (ctx: Context, servedAt: Date) =>
  servedAt <= ctx.now
    ? null
    : invalidInput(ctx, 'servedAt', { en: '"servedAt" lies in the future.', zh: '“servedAt”不能晚于现在。' });

const exhausted = (ctx: Context, left: number, wanted: number) =>
  refusal(
    'ContractExhausted',
    'CONTRACT_EXHAUSTED',
    say(ctx, {
      en: `${left} fen are left of the contract; this takes ${wanted}.`,
      zh: `合同余额${left}分，需要${wanted}分。`,
    }),
    { left, wanted },
  );
