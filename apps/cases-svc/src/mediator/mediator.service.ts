import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { FindOptionsWhere } from 'typeorm';
import type { Context } from '../context';
import type {
  AppointMediatorInput,
  CloseMediationRoomInput,
  DismissMediatorInput,
  OpenMediationRoomInput,
} from '../generated/graphql';
import { areaInReach, beyondReach, unknownUnit } from '../guards';
import { MediationSession } from '../mediation-session/session.entity';
import { MediationRoom, Mediator } from './mediator.entity';
import { mediatorLife, roomLife } from './mediator.life';

const FEWEST_SEATS = 2;
const MOST_SEATS = 200;

export const appointMediator = (ctx: Context, input: AppointMediatorInput) =>
  act(ctx, Mediator, 'appointMediator', input, async (appointing) => {
    const { personId, areaId } = input;
    const kind = input.kind ?? 'PEOPLE';
    const unitId = input.unitId ?? null;
    const area = await areaInReach(appointing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (kind !== 'PEOPLE' && !unitId) return unitless(ctx);
    const unknown = await unknownUnit(appointing, unitId);
    if (unknown) return unknown;

    await lockName(appointing.tx, `mediator ${personId} ${areaId} ${kind}`);
    const serving = await appointing.tx.findOneBy(Mediator, { personId, areaId, kind, state: 'SERVING' });
    if (serving) return servesAlready(ctx, serving);

    return begin(appointing, mediatorLife, 'APPOINT', {
      state: 'SERVING',
      personId,
      kind,
      unitId,
      areaId,
      areaPath: area.path,
      appointedOn: dateIn(ctx.now),
    });
  });

export const dismissMediator = (ctx: Context, input: DismissMediatorInput) =>
  act(ctx, Mediator, 'dismissMediator', input, (dismissing) => {
    const { id, reason } = input;
    return take(
      dismissing,
      mediatorLife,
      {
        id,
        action: 'DISMISS',
        unless: async (mediator) =>
          beyondReach(dismissing, 'Mediator', mediator) ??
          blank(ctx, 'reason', reason) ??
          (await sessionsAhead(dismissing, { mediatorId: id })),
      },
      () => ({ set: { dismissedOn: dateIn(ctx.now) }, reason: reason.trim() }),
    );
  });

export const openMediationRoom = (ctx: Context, input: OpenMediationRoomInput) =>
  act(ctx, MediationRoom, 'openMediationRoom', input, async (opening) => {
    const { areaId, siteId, name, seats } = input;
    const area = await areaInReach(opening, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    const fault = blank(ctx, 'name', name) ?? wronglySeated(ctx, seats);
    if (fault) return fault;

    return begin(opening, roomLife, 'OPEN', {
      state: 'OPEN',
      areaId,
      areaPath: area.path,
      siteId: siteId ?? null,
      name: name.trim(),
      seats,
    });
  });

export const closeMediationRoom = (ctx: Context, input: CloseMediationRoomInput) =>
  act(ctx, MediationRoom, 'closeMediationRoom', input, (closing) => {
    const { id, reason } = input;
    return take(
      closing,
      roomLife,
      {
        id,
        action: 'CLOSE',
        unless: async (room) =>
          beyondReach(closing, 'MediationRoom', room) ??
          blank(ctx, 'reason', reason) ??
          (await sessionsAhead(closing, { roomId: id })),
      },
      () => ({ reason: reason.trim() }),
    );
  });

async function sessionsAhead(acting: Act, booked: FindOptionsWhere<MediationSession>) {
  const count = await acting.tx.countBy(MediationSession, { ...booked, state: 'SCHEDULED' });
  return count
    ? refusal(
        'SessionsAhead',
        'SESSIONS_AHEAD',
        say(acting, { en: `Meetings are still ahead: ${count}.`, zh: `尚有${count}次调解会未召开。` }),
        { count },
      )
    : null;
}

const servesAlready = (ctx: Context, mediator: Mediator) =>
  refusal(
    'MediatorServesAlready',
    'MEDIATOR_SERVES_ALREADY',
    say(ctx, { en: 'This person is a mediator there already.', zh: '该人员已是当地调解员。' }),
    { mediator },
  );

const unitless = (ctx: Context) =>
  invalidInput(ctx, 'unitId', {
    en: 'An administrative or judicial mediator belongs to an office or a court.',
    zh: '行政、司法调解员须属于某机关或法院。',
  });

const wronglySeated = (ctx: Context, seats: number) =>
  seats >= FEWEST_SEATS && seats <= MOST_SEATS
    ? null
    : invalidInput(ctx, 'seats', {
        en: `A room seats from ${FEWEST_SEATS} to ${MOST_SEATS} people.`,
        zh: `调解室座位数为${FEWEST_SEATS}至${MOST_SEATS}。`,
      });
