import { type Act, act, begin, lock, record, take } from '@jinlin/acts';
import { type AnyRefusal, actionNotAllowed, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import { In } from 'typeorm';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type {
  AcknowledgeWhistleInput,
  AppraiseWhistleInput,
  AssignWhistleTaskInput,
  BeginActingInput,
  BlowWhistleInput,
  CommandTier,
  FinishWhistleInput,
  ReportInInput,
  SummonsAction,
  WhistleOrigin,
} from '../generated/graphql';
import { areaInReach, notListed, outOfRange } from '../guards';
import { Summons } from './summons.entity';
import { Whistle } from './whistle.entity';
import { summonsLife, whistleLife } from './whistle.life';
import { summonsStates } from './whistle.states';

export const blowWhistle = (ctx: Context, input: BlowWhistleInput) =>
  act(ctx, Whistle, 'blowWhistle', input, async (blowing) => {
    const area = await areaInReach(blowing, input.areaId);
    if (!area) return notFound(ctx, 'Area', input.areaId);

    const origin = originOf[area.level];
    if (!origin) return blowsNone(ctx);

    const rules = ctx.localities.of(area.code);
    const reasons = rules.whistleReasons(ctx.now);
    const reason = reasons.find(({ key }) => key === input.reason);
    if (!reason) return notListed(ctx, 'reason', reasons);
    if (!input.matter.trim()) return blank(ctx, 'matter');

    const unitIds = [input.leadUnitId, ...(input.assistingUnitIds ?? [])];
    if (new Set(unitIds).size < unitIds.length) return calledTwice(ctx);

    const missing = (await missingUnit(blowing, unitIds)) ?? (await missingCase(blowing, input.caseId));
    if (missing) return missing;

    const tasks = input.tasks ?? [];
    const misplaced = tasks.find(({ unitId, task }) => !unitIds.includes(unitId) || !task.trim());
    if (misplaced) return noTask(ctx);

    const { ruleVersion, ...due } = rules.response(reason.grade, ctx.now);
    const { id } = await begin(
      blowing,
      whistleLife,
      'BLOW',
      {
        localityCode: rules.code,
        state: 'BLOWN',
        areaId: area.id,
        areaPath: area.path,
        origin,
        reason: reason.key,
        grade: reason.grade,
        ruleVersion,
        matter: input.matter.trim(),
        tier: tierOf[origin],
        caseId: input.caseId ?? null,
        leadUnitId: input.leadUnitId,
        summonedUnitIds: unitIds,
        blownAt: ctx.now,
      },
      { ruleVersion },
    );

    // The event that calls each unit is committed together with the whistle, so whoever sees it knows them called.
    for (const unitId of unitIds) {
      const summons = {
        whistleId: id,
        unitId,
        state: 'NOTIFIED' as const,
        task: tasks.find((given) => given.unitId === unitId)?.task.trim() ?? null,
        tier: tierOf[origin],
        escalateAt: due.acknowledgeDueAt,
        notifiedAt: ctx.now,
        ...due,
      };
      await begin(blowing, summonsLife, 'NOTIFY', summons, { ruleVersion });
    }
    if (input.caseId) await callToCase(blowing, input.caseId, unitIds);
    const whistle = await take(blowing, whistleLife, { id, action: 'NOTIFY' });
    if (!(whistle instanceof Whistle))
      throw new Error(`The whistle ${id} was blown and could not call anybody.`);
    return whistle;
  });

export const acknowledgeWhistle = (ctx: Context, input: AcknowledgeWhistleInput) =>
  act(ctx, Whistle, 'acknowledgeWhistle', input, async (acknowledging) => {
    const called = await calledBy(acknowledging, input.id);
    return called
      ? move(acknowledging, called, 'ACKNOWLEDGE', { acknowledgedAt: ctx.now, escalateAt: null })
      : notFound(ctx, 'Whistle', input.id);
  });

export const reportIn = (ctx: Context, input: ReportInInput) =>
  act(ctx, Whistle, 'reportIn', input, async (reporting) => {
    const called = await calledBy(reporting, input.id);
    return called
      ? move(reporting, called, 'REPORT_IN', { arrivedAt: ctx.now })
      : notFound(ctx, 'Whistle', input.id);
  });

export const beginActing = (ctx: Context, input: BeginActingInput) =>
  act(ctx, Whistle, 'beginActing', input, async (beginning) => {
    const called = await calledBy(beginning, input.id);
    return called
      ? move(beginning, called, 'ACT', { actingSince: ctx.now })
      : notFound(ctx, 'Whistle', input.id);
  });

export const finishWhistle = (ctx: Context, input: FinishWhistleInput) =>
  act(ctx, Whistle, 'finishWhistle', input, async (finishing) => {
    const { id, outcome, result } = input;
    if (!result.trim()) return blank(ctx, 'result');

    const called = await calledBy(finishing, id);
    if (!called) return notFound(ctx, 'Whistle', id);

    const action = outcome === 'DONE' ? 'COMPLETE' : 'FAIL';
    const set = { finishedAt: ctx.now, result: result.trim() };
    const whistle = await move(finishing, called, action, set, () =>
      isLead(called) && outcome === 'DONE' ? unitsStillActing(ctx, called.others) : null,
    );
    if (!(whistle instanceof Whistle) || !whistle.endedAt) return whistle;

    for (const other of called.others.filter(({ state }) => summonsStates.next(state, 'STAND_DOWN'))) {
      await take(finishing, summonsLife, { id: other.id, action: 'STAND_DOWN' }, () => ({
        set: { stoodDownAt: ctx.now, escalateAt: null },
      }));
    }
    return whistle;
  });

export const appraiseWhistle = (ctx: Context, input: AppraiseWhistleInput) =>
  act(ctx, Whistle, 'appraiseWhistle', input, (appraising) => {
    const { id, score, remark } = input;
    return take(
      appraising,
      whistleLife,
      { id, action: 'APPRAISE', unless: () => outOfRange(ctx, 'score', score, 1, 5) },
      () => ({ set: { score, remark: remark?.trim() || null, appraisedAt: ctx.now }, facts: { score } }),
    );
  });

export const assignWhistleTask = (ctx: Context, input: AssignWhistleTaskInput) =>
  act(ctx, Whistle, 'assignWhistleTask', input, async (assigning) => {
    const { id, unitId, task } = input;
    const whistle = await lock(assigning, Whistle, id);
    if (!whistle) return notFound(ctx, 'Whistle', id);
    if (whistle.endedAt) return actionNotAllowed(ctx, 'ASSIGN_TASK', whistle.state);
    if (!task.trim()) return blank(ctx, 'task');

    const summons = await assigning.tx.findOneBy(Summons, { whistleId: id, unitId });
    if (!summons) return notFound(ctx, 'Unit', unitId);
    if (summonsStates.actions(summons.state).length === 0) {
      return actionNotAllowed(ctx, 'ASSIGN_TASK', summons.state);
    }

    summons.task = task.trim();
    await assigning.tx.save(summons);
    await record(assigning, summonsLife, summons, { action: 'ASSIGN_TASK', from: summons.state });
    return whistle;
  });

/** A whistle, with the part of the clerk's own unit in it and those of the others. */
interface Called {
  whistle: Whistle;
  own: Summons;
  others: Summons[];
}

/**
 * The whistle that called the clerk's unit, or null. It stays locked, so whatever its units do at the same moment
 * happens one after the other.
 */
async function calledBy(answering: Act, id: string): Promise<Called | null> {
  const whistle = await lock(answering, Whistle, id);
  if (!whistle) return null;

  const summons = await answering.tx.findBy(Summons, { whistleId: id });
  const own = summons.find(({ unitId }) => unitId === answering.actor.unitId);
  return own ? { whistle, own, others: summons.filter((other) => other !== own) } : null;
}

const isLead = ({ whistle, own }: Called) => own.unitId === whistle.leadUnitId;

type Step = Exclude<SummonsAction, 'STAND_DOWN'>;

/** Moves the unit's own part by one step, and with the accountable unit's part the whistle itself. */
async function move<No extends AnyRefusal = never>(
  moving: Act,
  called: Called,
  action: Step,
  set: Partial<Summons>,
  unless: () => No | null = () => null,
) {
  const { whistle, own } = called;
  const summons = await take(moving, summonsLife, { id: own.id, action, unless }, () => ({ set }));
  if (!(summons instanceof Summons)) return summons;
  if (!isLead(called)) return whistle;

  return take(moving, whistleLife, { id: whistle.id, action }, () => ({ set: endBy(action, moving.now) }));
}

const endBy = (action: Step, now: Date): Partial<Whistle> =>
  action === 'COMPLETE' || action === 'FAIL'
    ? { outcome: action === 'COMPLETE' ? 'DONE' : 'FAILED', endedAt: now }
    : {};

/** Every unit called sees the case; one that was handed up to the street has been whistled for. */
async function callToCase(blowing: Act, id: string, unitIds: string[]) {
  const row = await lock(blowing, Case, id);
  if (!row) throw new Error(`The case ${id} was there a moment ago.`);

  row.calledUnitIds = [...new Set([...row.calledUnitIds, ...unitIds])];
  await blowing.tx.save(row);
  if (row.state === 'ESCALATED') await take(blowing, caseLife, { id, action: 'WHISTLE' });
}

const tierOf: Record<WhistleOrigin, CommandTier> = {
  GRID: 'COMMUNITY',
  COMMUNITY: 'COMMUNITY',
  STREET: 'STREET',
};

const originOf: Record<string, WhistleOrigin> = { GRID: 'GRID', COMMUNITY: 'COMMUNITY', TOWNSHIP: 'STREET' };

async function missingUnit(blowing: Act, ids: string[]) {
  const active = await blowing.tx.findBy(Unit, { id: In(ids), active: true });
  const missing = ids.find((id) => !active.some((unit) => unit.id === id));
  return missing ? notFound(blowing, 'Unit', missing) : null;
}

async function missingCase(blowing: Act, id: string | null | undefined) {
  return !id || (await blowing.tx.existsBy(Case, { id })) ? null : notFound(blowing, 'Case', id);
}

const blank = (ctx: Context, field: string) =>
  invalidInput(ctx, field, { en: `"${field}" must not be blank.`, zh: `“${field}”不能为空。` });

const blowsNone = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'Only a grid, a community or a street blows a whistle.',
    zh: '只有网格、社区、街道(乡镇)可以吹哨。',
  });

const noTask = (ctx: Context) =>
  invalidInput(ctx, 'tasks', {
    en: 'A task says something, to a unit that is called.',
    zh: '任务不能为空，且只能分配给被呼叫的单位。',
  });

const calledTwice = (ctx: Context) =>
  invalidInput(ctx, 'assistingUnitIds', {
    en: 'Each unit is called once: the accountable unit does not also assist.',
    zh: '每个单位只能被呼叫一次；牵头单位不能同时为协助单位。',
  });

/** 事不完、人不撤: the matter is not done while a unit that was called to assist is at work on it. */
function unitsStillActing(ctx: Context, others: Summons[]) {
  const acting = others.filter(({ state }) => state === 'ACTING');
  if (acting.length === 0) return null;
  return refusal(
    'UnitsStillActing',
    'UNITS_STILL_ACTING',
    say(ctx, {
      en: `${acting.length} unit(s) called to assist are still at work; the matter is not done before they are.`,
      zh: `仍有 ${acting.length} 个协助单位正在处置；事不完、人不撤。`,
    }),
    { units: acting.map(({ unitId }) => ({ id: unitId })) },
  );
}
