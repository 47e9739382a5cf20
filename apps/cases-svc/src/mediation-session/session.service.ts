import { type Act, act, begin, lock, take, violates } from '@jinlin/acts';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  CancelMediationSessionInput,
  HoldMediationSessionInput,
  MoveMediationSessionInput,
  ScheduleMediationSessionInput,
} from '../generated/graphql';
import { elsewhere, elsewhereWith } from '../mediation/mediation.desk';
import { Mediation } from '../mediation/mediation.entity';
import { MediationRoom, Mediator } from '../mediator/mediator.entity';
import { MediationSession } from './session.entity';
import { sessionLife } from './session.life';

const LONGEST = 12 * 3_600_000;

export const scheduleMediationSession = (ctx: Context, input: ScheduleMediationSessionInput) =>
  act(ctx, MediationSession, 'scheduleMediationSession', input, async (scheduling) => {
    const { mediationId } = input;
    // The mediation stays locked, so that it does not end while its parties are asked to come.
    const mediation = await lock(scheduling, Mediation, mediationId);
    if (!mediation) return notFound(ctx, 'Mediation', mediationId);
    const astray = elsewhere(scheduling)(mediation);
    if (astray) return astray;
    if (!mediation.mediatorId || mediation.endedAt) return actionNotAllowed(ctx, 'SCHEDULE', mediation.state);

    const booking = bookingOf(input, mediation.mediatorId);
    const fault = await unbookable(scheduling, booking);
    if (fault) return fault;

    return unlessBooked(scheduling, booking, (booked) =>
      begin(booked, sessionLife, 'SCHEDULE', { mediationId, state: 'SCHEDULED', ...booking }),
    );
  });

export const moveMediationSession = (ctx: Context, input: MoveMediationSessionInput) =>
  act(ctx, MediationSession, 'moveMediationSession', input, async (moving) => {
    const { id, reason } = input;
    const session = await moving.tx.findOneBy(MediationSession, { id });
    if (!session) return notFound(ctx, 'MediationSession', id);

    const booking = bookingOf(input, session.mediatorId);
    return unlessBooked(moving, booking, (booked) =>
      take(
        booked,
        sessionLife,
        {
          id,
          action: 'MOVE',
          unless: async (row) =>
            (await elsewhereWith(booked, row)) ??
            blank(ctx, 'reason', reason) ??
            (await unbookable(booked, booking)),
        },
        () => ({ set: booking, reason: reason.trim(), facts: booking }),
      ),
    );
  });

export const holdMediationSession = (ctx: Context, input: HoldMediationSessionInput) =>
  act(ctx, MediationSession, 'holdMediationSession', input, (holding) => {
    const { id, minutes } = input;
    return take(
      holding,
      sessionLife,
      {
        id,
        action: 'HOLD',
        unless: async (row) =>
          (await elsewhereWith(holding, row)) ?? notYet(ctx, row) ?? blank(ctx, 'minutes', minutes),
      },
      () => ({ set: { minutes: minutes.trim() } }),
    );
  });

export const cancelMediationSession = (ctx: Context, input: CancelMediationSessionInput) =>
  act(ctx, MediationSession, 'cancelMediationSession', input, (cancelling) => {
    const { id, reason } = input;
    return take(
      cancelling,
      sessionLife,
      {
        id,
        action: 'CANCEL',
        unless: async (row) => (await elsewhereWith(cancelling, row)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason: reason.trim() }),
    );
  });

type Booking = Pick<MediationSession, 'startsAt' | 'endsAt' | 'roomId' | 'mediatorId'>;

const bookingOf = (
  { startsAt, endsAt, roomId, mediatorId }: Omit<MoveMediationSessionInput, 'id' | 'reason' | 'clientKey'>,
  leading: string,
): Booking => ({ startsAt, endsAt, roomId: roomId ?? null, mediatorId: mediatorId ?? leading });

/** Why nobody could meet like that; null when only somebody else's booking can stand against it. */
async function unbookable(act: Act, { startsAt, endsAt, roomId, mediatorId }: Booking) {
  const length = endsAt.getTime() - startsAt.getTime();
  if (startsAt < act.now || length <= 0 || length > LONGEST) return impossibleTime(act);

  const serving = await isThere(act, Mediator, { id: mediatorId, state: 'SERVING' });
  if (!serving) return notFound(act, 'Mediator', mediatorId);
  const open = !roomId || (await isThere(act, MediationRoom, { id: roomId, state: 'OPEN' }));
  return open ? null : notFound(act, 'MediationRoom', roomId);
}

/** Whether there is such a mediator or room; there still is one when the act has ended. */
const isThere = async (
  { tx }: Act,
  entity: typeof Mediator | typeof MediationRoom,
  where: { id: string; state: string },
) => Boolean(await tx.findOne(entity, { where: where as never, lock: { mode: 'pessimistic_read' } }));

/** The database keeps the calendars: of two who book the same at once, the second is told so. */
const unlessBooked = <Answer>(act: Act, booking: Booking, book: (booked: Act) => Promise<Answer>) =>
  act.tx
    .transaction((tx) => book({ ...act, tx }))
    .catch(async (fault) => {
      if (violates(fault, 'mediator_booked_once')) return mediatorBooked(act, booking);
      if (violates(fault, 'room_booked_once')) return roomBooked(act, booking);
      throw fault;
    });

const notYet = (ctx: Context, { startsAt }: MediationSession) =>
  startsAt <= ctx.now
    ? null
    : invalidInput(ctx, 'id', { en: 'The meeting has not begun yet.', zh: '调解会尚未开始。' });

const impossibleTime = (act: Act) =>
  invalidInput(act, 'startsAt', {
    en: 'A meeting is ahead, begins before it ends, and takes twelve hours at most.',
    zh: '调解会须在将来召开，先始后终，且不超过十二小时。',
  });

const mediatorBooked = async (act: Act, { mediatorId, startsAt, endsAt }: Booking) =>
  refusal(
    'MediatorBooked',
    'MEDIATOR_BOOKED',
    say(act, { en: 'The mediator leads another meeting at that time.', zh: '调解员该时段已有安排。' }),
    { mediator: await act.tx.findOneByOrFail(Mediator, { id: mediatorId }), startsAt, endsAt },
  );

const roomBooked = async (act: Act, { roomId, startsAt, endsAt }: Booking) =>
  refusal(
    'RoomBooked',
    'ROOM_BOOKED',
    say(act, { en: 'Others meet in the room at that time.', zh: '调解室该时段已被占用。' }),
    { room: await act.tx.findOneByOrFail(MediationRoom, { id: roomId! }), startsAt, endsAt },
  );
