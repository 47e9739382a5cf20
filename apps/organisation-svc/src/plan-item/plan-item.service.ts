import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  CancelPlanItemInput,
  FinishPlanItemInput,
  RegisterPlanItemInput,
  ReportPlanProgressInput,
} from '../generated/graphql';
import { Unit } from '../unit/unit.entity';
import { PlanItem, PlanReport } from './plan-item.entity';
import { planItemLife } from './plan-item.life';

export const registerPlanItem = (ctx: Context, input: RegisterPlanItemInput) =>
  act(ctx, PlanItem, 'registerPlanItem', input, async (registering) => {
    const { areaId, number, list, content, dueAt } = input;
    const ownerIds = [...new Set(input.ownerIds)];
    const districtIds = [...new Set(input.districtIds)];
    const area = await reached(registering, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    await lockName(registering.tx, `plan of ${areaId}`);
    const fault =
      blank(ctx, 'content', content) ??
      belowOne(ctx, number) ??
      nobody(ctx, ownerIds) ??
      (await unknownOwner(registering, ownerIds)) ??
      (await strangeDistrict(registering, area, districtIds)) ??
      (await numberTaken(registering, area, number));
    if (fault) return fault;

    return begin(registering, planItemLife, 'REGISTER', {
      state: 'PLANNED',
      areaId,
      number,
      list,
      content: content.trim(),
      ownerIds,
      districtIds,
      dueAt,
      percent: 0,
    });
  });

export const reportPlanProgress = (ctx: Context, input: ReportPlanProgressInput) =>
  act(ctx, PlanItem, 'reportPlanProgress', input, (reporting) =>
    take(
      reporting,
      planItemLife,
      {
        id: input.id,
        action: 'REPORT',
        unless: async (item) =>
          (await notTheirs(reporting, item)) ??
          blank(ctx, 'note', input.note) ??
          outOfRange(ctx, item, input.percent),
      },
      async ({ id }) => {
        const { percent, note } = input;
        await reporting.tx.insert(PlanReport, { planItemId: id, percent, note: note.trim(), at: ctx.now });
        return { set: { percent }, reason: note, facts: { percent } };
      },
    ),
  );

export const finishPlanItem = (ctx: Context, input: FinishPlanItemInput) =>
  act(ctx, PlanItem, 'finishPlanItem', input, (finishing) =>
    take(
      finishing,
      planItemLife,
      {
        id: input.id,
        action: 'FINISH',
        unless: async (item) => (await beyondReach(finishing, item)) ?? blank(ctx, 'note', input.note),
      },
      () => ({ set: { percent: 100, doneOn: dateIn(ctx.now) }, reason: input.note }),
    ),
  );

export const cancelPlanItem = (ctx: Context, input: CancelPlanItemInput) =>
  act(ctx, PlanItem, 'cancelPlanItem', input, (cancelling) =>
    take(
      cancelling,
      planItemLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: async (item) => (await beyondReach(cancelling, item)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** A responsible unit reports what is its own; whoever has the area within reach reports anything. */
const notTheirs = async (acting: Act, item: PlanItem) =>
  acting.scope.unitId && item.ownerIds.includes(acting.scope.unitId) ? null : beyondReach(acting, item);

const belowOne = (ctx: Listener, number: number) =>
  number >= 1
    ? null
    : invalidInput(ctx, 'number', { en: '"number" counts from 1.', zh: '“number”从 1 开始。' });

const nobody = (ctx: Listener, ownerIds: readonly string[]) =>
  ownerIds.length > 0
    ? null
    : invalidInput(ctx, 'ownerIds', {
        en: 'At least one unit must be responsible.',
        zh: '至少须有一个责任单位。',
      });

async function unknownOwner(registering: Act, ownerIds: readonly string[]) {
  const units = await registering.tx.findBy(Unit, { id: In([...ownerIds]), state: 'ACTIVE' });
  const known = new Set(units.map(({ id }) => id));
  const unknown = ownerIds.find((id) => !known.has(id));
  return unknown ? notFound(registering, 'Unit', unknown) : null;
}

async function strangeDistrict(registering: Act, { path }: Area, districtIds: readonly string[]) {
  const areas = await registering.tx.findBy(Area, { id: In([...districtIds]), state: 'ACTIVE' });
  const within = new Set(areas.filter((area) => liesIn(area.path, path)).map(({ id }) => id));
  const stranger = districtIds.find((id) => !within.has(id));
  return stranger ? notFound(registering, 'Area', stranger) : null;
}

async function numberTaken(registering: Act, { id, name }: Area, number: number) {
  const takenBy = await registering.tx.findOneBy(PlanItem, { areaId: id, number });
  if (!takenBy) return null;
  return refusal(
    'PlanNumberTaken',
    'PLAN_NUMBER_TAKEN',
    say(registering, {
      en: `The plan of ${name} has an item ${number}.`,
      zh: `${name}的方案已有第 ${number} 项。`,
    }),
    { takenBy },
  );
}

const outOfRange = (ctx: Listener, { percent: last }: PlanItem, percent: number) =>
  percent >= last && percent <= 100
    ? null
    : invalidInput(ctx, 'percent', {
        en: `"percent" must be from ${last}, as last reported, to 100; it is ${percent}.`,
        zh: `“percent”须在上次所报的 ${last} 至 100 之间；所给为 ${percent}。`,
      });
