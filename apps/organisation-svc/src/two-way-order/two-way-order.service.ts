import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, forbidden, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { Alliance, AllianceMembership } from '../alliance/alliance.entity';
import { Area } from '../area/area.entity';
import type { Context } from '../context';
import type {
  AcceptTwoWayOrderInput,
  AppraiseTwoWayOrderInput,
  DeclineTwoWayOrderInput,
  FulfilTwoWayOrderInput,
  PlaceTwoWayOrderInput,
  WithdrawTwoWayOrderInput,
  WorkSide,
} from '../generated/graphql';
import { afterToday, beforeToday, dayBefore, notAtLevel, outOfRange } from '../guards';
import { otherSide, sidesOf } from '../joint-work/side';
import { unknownTheme } from '../joint-work/theme';
import { Unit } from '../unit/unit.entity';
import { TwoWayOrder } from './two-way-order.entity';
import { twoWayOrderLife } from './two-way-order.life';

const SCORE_AT_MOST = 5;

export const placeTwoWayOrder = (ctx: Context, input: PlaceTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'placeTwoWayOrder', input, async (placing) => {
    const { areaId, title, details, theme, wantedBy } = input;
    const unitId = input.unitId ?? null;
    const allianceId = input.allianceId ?? null;
    const sides = await sidesOf(placing, { areaId, unitId });
    const area = sides.length ? await placing.tx.findOneBy(Area, { id: areaId, state: 'ACTIVE' }) : null;
    if (!area) return notFound(ctx, 'Area', areaId);
    if (unitId && !(await placing.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' })))
      return notFound(ctx, 'Unit', unitId);
    if (allianceId && !(await placing.tx.existsBy(Alliance, { id: allianceId, areaId, state: 'ACTIVE' })))
      return notFound(ctx, 'Alliance', allianceId);
    const placedBy = input.placedBy ?? sides[0]!;
    if (!sides.includes(placedBy)) throw forbidden('Only who acts for a side may order in its name.');

    const fault =
      notAtLevel(ctx, area, 'COMMUNITY') ??
      toNobody(ctx, placedBy, unitId, allianceId) ??
      blank(ctx, 'title', title) ??
      unknownTheme(ctx, area, theme) ??
      beforeToday(placing, 'wantedBy', wantedBy);
    if (fault) return fault;

    return begin(placing, twoWayOrderLife, 'PLACE', {
      state: 'PLACED',
      placedBy,
      areaId,
      unitId,
      allianceId,
      title: title.trim(),
      details: details?.trim() || null,
      theme: theme ?? null,
      placedOn: dateIn(ctx.now),
      wantedBy,
    });
  });

export const acceptTwoWayOrder = (ctx: Context, input: AcceptTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'acceptTwoWayOrder', input, (accepting) => {
    const takerOf = ({ unitId }: TwoWayOrder) => unitId ?? input.unitId ?? accepting.scope.unitId;
    return take(
      accepting,
      twoWayOrderLife,
      {
        id: input.id,
        action: 'ACCEPT',
        unless: async (order) => {
          const unitId = takerOf(order);
          return (
            (await notForSide(accepting, { ...order, unitId }, otherSide(order.placedBy))) ??
            (order.unitId === null ? await notAllied(accepting, order, unitId) : null)
          );
        },
      },
      (order) => ({ set: { unitId: takerOf(order) }, facts: { unitId: takerOf(order) } }),
    );
  });

export const declineTwoWayOrder = (ctx: Context, input: DeclineTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'declineTwoWayOrder', input, (declining) =>
    take(
      declining,
      twoWayOrderLife,
      {
        id: input.id,
        action: 'DECLINE',
        unless: async (order) =>
          (await notForSide(declining, order, otherSide(order.placedBy))) ??
          blank(ctx, 'reason', input.reason) ??
          toAnybody(ctx, order),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const fulfilTwoWayOrder = (ctx: Context, input: FulfilTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'fulfilTwoWayOrder', input, (fulfilling) =>
    take(
      fulfilling,
      twoWayOrderLife,
      {
        id: input.id,
        action: 'FULFIL',
        unless: async (order) =>
          (await notForSide(fulfilling, order, otherSide(order.placedBy))) ??
          afterToday(fulfilling, 'on', input.on) ??
          beforePlaced(ctx, order, input.on),
      },
      () => ({ set: { fulfilledOn: input.on }, reason: input.note, facts: { on: input.on } }),
    ),
  );

export const appraiseTwoWayOrder = (ctx: Context, input: AppraiseTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'appraiseTwoWayOrder', input, (appraising) =>
    take(
      appraising,
      twoWayOrderLife,
      {
        id: input.id,
        action: 'APPRAISE',
        unless: async (order) =>
          (await notForSide(appraising, order, order.placedBy)) ??
          outOfRange(ctx, 'score', input.score, 1, SCORE_AT_MOST),
      },
      () => ({
        set: { score: input.score, comment: input.comment?.trim() || null },
        facts: { score: input.score },
      }),
    ),
  );

export const withdrawTwoWayOrder = (ctx: Context, input: WithdrawTwoWayOrderInput) =>
  act(ctx, TwoWayOrder, 'withdrawTwoWayOrder', input, (withdrawing) =>
    take(
      withdrawing,
      twoWayOrderLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (order) =>
          (await notForSide(withdrawing, order, order.placedBy)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/**
 * Each step is for one of the sides. For whoever acts for neither it is as if the order did not exist; an order to an
 * alliance is there for every unit, to be taken.
 */
async function notForSide(acting: Act, order: TwoWayOrder, side: WorkSide) {
  const sides = await sidesOf(acting, order);
  if (!sides.length) return notFound(acting, 'TwoWayOrder', order.id);
  if (sides.includes(side)) return null;
  throw forbidden(`This step is for the ${side === 'UNIT' ? 'unit' : 'community'}.`);
}

async function notAllied(accepting: Act, { allianceId }: TwoWayOrder, unitId: string | null) {
  const isMember =
    unitId !== null &&
    (await accepting.tx.existsBy(AllianceMembership, { allianceId: allianceId!, unitId, state: 'MEMBER' }));
  if (isMember) return null;
  return refusal(
    'NotAllied',
    'NOT_ALLIED',
    say(accepting, {
      en: 'The order is to the members of an alliance, and the unit is not one.',
      zh: '该点单面向联盟成员单位，此单位不是成员。',
    }),
    { alliance: await accepting.tx.findOneByOrFail(Alliance, { id: allianceId! }) },
  );
}

function toNobody(ctx: Listener, placedBy: WorkSide, unitId: string | null, allianceId: string | null) {
  if ((unitId === null) === (allianceId === null)) {
    return invalidInput(ctx, 'unitId', {
      en: 'Name one of unitId and allianceId.',
      zh: 'unitId、allianceId 须且只须给出一个。',
    });
  }
  return placedBy === 'UNIT' && !unitId
    ? invalidInput(ctx, 'unitId', { en: 'Say which unit orders.', zh: '请给出点单的单位。' })
    : null;
}

/** Nobody in particular was asked, so nobody can turn it down. */
const toAnybody = (ctx: Listener, { unitId }: TwoWayOrder) =>
  unitId
    ? null
    : invalidInput(ctx, 'id', {
        en: 'An order to a whole alliance is left for others, not declined.',
        zh: '面向联盟的点单可由其他成员承接，无须谢绝。',
      });

const beforePlaced = (ctx: Listener, { placedOn }: TwoWayOrder, day: string) =>
  dayBefore(ctx, 'on', day, placedOn, { en: 'when it was ordered', zh: '点单日' });
