import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { appointmentsFollow } from '../appointment/appointment.estate';
import type { Area } from '../area/area.entity';
import { leaveSeats } from '../area/area.estate';
import { reached } from '../area/area.reach';
import { inFuture } from '../area/area.refusals';
import type { Context } from '../context';
import type {
  CloseUnitInput,
  MoveUnitInput,
  RegisterUnitInput,
  RenameUnitInput,
  SetRedStatusInput,
} from '../generated/graphql';
import { endJointWorkOf } from '../joint-work/unit-closing';
import { forget, keepUnitsFindable } from '../search/search-entry';
import { Unit } from './unit.entity';
import { unitLife } from './unit.life';

export const registerUnit = (ctx: Context, input: RegisterUnitInput) =>
  act(ctx, Unit, 'registerUnit', input, async (registering) => {
    const { kind, areaId, parentId, creditCode } = input;
    const area = await reached(registering, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const parent = parentId ? await registering.tx.findOneBy(Unit, { id: parentId, state: 'ACTIVE' }) : null;
    if (parentId && !parent) return notFound(ctx, 'Unit', parentId);

    const on = input.on ?? dateIn(ctx.now);
    const fault =
      blank(ctx, 'name', input.name) ??
      inFuture(registering, 'on', on) ??
      (await alreadyRegistered(registering, creditCode));
    if (fault) return fault;

    const unit = await begin(registering, unitLife, 'REGISTER', {
      name: input.name.trim(),
      kind,
      state: 'ACTIVE',
      isRed: input.isRed ?? false,
      creditCode: creditCode ?? null,
      areaId,
      parentId: parentId ?? null,
      registeredOn: on,
    });
    await keepUnitsFindable(registering.tx, [unit.id]);
    return unit;
  });

export const renameUnit = (ctx: Context, input: RenameUnitInput) =>
  act(ctx, Unit, 'renameUnit', input, async (renaming) => {
    const renamed = await take(
      renaming,
      unitLife,
      {
        id: input.id,
        action: 'RENAME',
        unless: async (unit) => (await outside(renaming, unit)) ?? blank(ctx, 'name', input.name),
      },
      ({ name }) => ({ set: { name: input.name.trim() }, reason: input.reason, facts: { was: name } }),
    );
    if (isRefusal(renamed)) return renamed;

    await keepUnitsFindable(renaming.tx, [input.id]);
    return renamed;
  });

export const moveUnit = (ctx: Context, input: MoveUnitInput) =>
  act(ctx, Unit, 'moveUnit', input, async (moving) => {
    const { id, areaId, on, reason } = input;
    const seat = await reached(moving, areaId);
    if (!seat) return notFound(ctx, 'Area', areaId);

    return take(
      moving,
      unitLife,
      {
        id,
        action: 'MOVE',
        unless: async (unit) =>
          (await outside(moving, unit)) ??
          inFuture(moving, 'on', on) ??
          sitsThere(ctx, unit, seat) ??
          beforeItWasRegistered(ctx, unit, on) ??
          (await beforeItLastMoved(moving, unit, on)),
      },
      async (unit) => {
        await leaveSeats(moving, [unit], on);
        await appointmentsFollow(moving, 'unitId', [id], seat, on);
        return { set: { areaId }, reason, facts: { on, was: unit.areaId } };
      },
    );
  });

export const setRedStatus = (ctx: Context, input: SetRedStatusInput) =>
  act(ctx, Unit, 'setRedStatus', input, (recognising) =>
    take(
      recognising,
      unitLife,
      {
        id: input.id,
        action: 'SET_RED_STATUS',
        unless: async (unit) => (await outside(recognising, unit)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { isRed: input.isRed }, reason: input.reason, facts: { isRed: input.isRed } }),
    ),
  );

export const closeUnit = (ctx: Context, input: CloseUnitInput) =>
  act(ctx, Unit, 'closeUnit', input, (closing) => {
    const on = input.on ?? dateIn(ctx.now);
    return take(
      closing,
      unitLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: async (unit) =>
          (await outside(closing, unit)) ??
          blank(ctx, 'reason', input.reason) ??
          inFuture(closing, 'on', on) ??
          beforeItWasRegistered(ctx, unit, on),
      },
      async ({ id }) => {
        await endJointWorkOf(closing, id, on);
        await forget(closing.tx, [id]);
        return { set: { closedOn: on }, reason: input.reason, facts: { on } };
      },
    );
  });

/** A unit is within reach when the area that it sits in is. */
const outside = async (acting: Act, { id, areaId }: Unit) =>
  (await reached(acting, areaId)) ? null : notFound(acting, 'Unit', id);

const beforeItWasRegistered = (ctx: Listener, { registeredOn }: Unit, day: string) =>
  !registeredOn || day >= registeredOn
    ? null
    : invalidInput(ctx, 'on', {
        en: `"on" must not be before ${registeredOn}, the first day on the books.`,
        zh: `“on”不得早于登记之日 ${registeredOn}。`,
      });

const sitsThere = (ctx: Listener, { name, areaId }: Unit, seat: Area) =>
  areaId === seat.id
    ? invalidInput(ctx, 'areaId', {
        en: `${name} sits in ${seat.name} already.`,
        zh: `${name}已设在${seat.name}。`,
      })
    : null;

async function beforeItLastMoved(moving: Act, { id }: Unit, day: string) {
  const [{ moved }] = await moving.tx.query(
    'select max(until_on)::text as moved from former_seat where record_id = $1',
    [id],
  );
  if (!moved || day > moved) return null;
  return invalidInput(moving, 'on', {
    en: `"on" must be after ${moved}, when it came to where it sits.`,
    zh: `“on”须晚于其迁至现址之日 ${moved}。`,
  });
}

async function alreadyRegistered(registering: Act, creditCode: string | null | undefined) {
  const unit = creditCode ? await registering.tx.findOneBy(Unit, { creditCode, state: 'ACTIVE' }) : null;
  return unit && unitAlreadyRegistered(registering, unit);
}

export const unitAlreadyRegistered = (ctx: Listener, unit: Unit) =>
  refusal(
    'UnitAlreadyRegistered',
    'UNIT_ALREADY_REGISTERED',
    say(ctx, { en: `${unit.name} bears this credit code.`, zh: `该信用代码已登记为${unit.name}。` }),
    { unit },
  );
