import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, isRefusal, type Listener, noName, notFound, refusal, say } from '@jinlin/graphql';
import { appointmentsFollow } from '../appointment/appointment.estate';
import { leaveSeats } from '../area/area.estate';
import { beyondReach, reached } from '../area/area.reach';
import { wrongMove } from '../area/seat.refusals';
import type { Context } from '../context';
import type {
  CloseUnitInput,
  MoveUnitInput,
  RegisterUnitInput,
  RenameUnitInput,
  SetRedStatusInput,
} from '../generated/graphql';
import { afterToday, dayBefore } from '../guards';
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
      noName(ctx, 'name', input.name) ??
      afterToday(registering, 'on', on) ??
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
        unless: async (unit) => (await beyondReach(renaming, unit)) ?? noName(ctx, 'name', input.name),
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
          (await beyondReach(moving, unit)) ??
          afterToday(moving, 'on', on) ??
          beforeItWasRegistered(ctx, unit, on) ??
          (await wrongMove(moving, unit, seat, on)),
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
        unless: async (unit) => (await beyondReach(recognising, unit)) ?? blank(ctx, 'reason', input.reason),
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
          (await beyondReach(closing, unit)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(closing, 'on', on) ??
          beforeItWasRegistered(ctx, unit, on),
      },
      async ({ id }) => {
        await endJointWorkOf(closing, id, on);
        await forget(closing.tx, [id]);
        return { set: { closedOn: on }, reason: input.reason, facts: { on } };
      },
    );
  });

const beforeItWasRegistered = (ctx: Listener, { registeredOn }: Unit, day: string) =>
  registeredOn
    ? dayBefore(ctx, 'on', day, registeredOn, { en: 'the first day on the books', zh: '登记之日' })
    : null;

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
