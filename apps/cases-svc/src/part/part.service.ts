import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import { In, IsNull } from 'typeorm';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type {
  FinishPartInput,
  PartInput,
  ReturnPartInput,
  SignPartInput,
  SplitCaseInput,
} from '../generated/graphql';
import { CasePart } from './part.entity';
import { partLife } from './part.life';

export const splitCase = (ctx: Context, input: SplitCaseInput) =>
  act(ctx, Case, 'splitCase', input, async (splitting) => {
    if (input.parts.length === 0) return nothingToSplit(ctx);
    const fault = await faultIn(splitting, input.parts, splitting.actor.unitId);
    if (fault) return fault;

    const own = await openPartOf(splitting, input.id);
    const split = await take(
      splitting,
      caseLife,
      { id: input.id, action: 'SPLIT', unless: (row) => notAtWork(splitting, row, own) },
      (row) => ({ set: assistedBy(row, input.parts), facts: { unitIds: unitsOf(input.parts) } }),
    );
    if (split instanceof Case) await hand(splitting, split, input.parts, own?.id ?? null);
    return split;
  });

export const signPart = (ctx: Context, input: SignPartInput) =>
  act(ctx, CasePart, 'signPart', input, (signing) =>
    take(signing, partLife, { id: input.id, action: 'SIGN', unless: elsewhere(signing) }, () => ({
      set: { signedAt: ctx.now },
    })),
  );

export const returnPart = (ctx: Context, input: ReturnPartInput) =>
  act(ctx, CasePart, 'returnPart', input, (returning) =>
    take(
      returning,
      partLife,
      {
        id: input.id,
        action: 'RETURN',
        unless: (part) => elsewhere(returning)(part) ?? blank(ctx, 'legalBasis', input.legalBasis),
      },
      () => ({ set: { endedAt: ctx.now }, reason: input.legalBasis.trim() }),
    ),
  );

export const finishPart = (ctx: Context, input: FinishPartInput) =>
  act(ctx, CasePart, 'finishPart', input, async (finishing) => {
    // The case stays locked, so a part cannot be split again while it ends.
    const part = await finishing.tx.findOneBy(CasePart, { id: input.id });
    if (!part || !(await lock(finishing, Case, part.caseId))) return notFound(ctx, 'CasePart', input.id);

    return take(
      finishing,
      partLife,
      {
        id: input.id,
        action: 'FINISH',
        unless: async (row) =>
          elsewhere(finishing)(row) ??
          blank(ctx, 'result', input.result) ??
          (await partsStillOpen(finishing, row.caseId, row.id)),
      },
      () => ({ set: { result: input.result.trim(), endedAt: ctx.now } }),
    );
  });

/** Hands parts of a case to their units, in the transaction that dispatches or splits it. */
export async function hand(
  handing: Act,
  { id: caseId }: Case,
  parts: readonly PartInput[],
  parentId: string | null,
) {
  for (const { unitId, task } of parts) {
    const part = { caseId, parentId, unitId, task: task.trim(), dispatchedAt: handing.now };
    await begin(handing, partLife, 'HAND', { ...part, state: 'DISPATCHED' as const });
  }
}

/** Calls every part back that has not ended: the case goes elsewhere. */
export async function recallParts(recalling: Act, caseId: string) {
  const open = await recalling.tx.findBy(CasePart, { caseId, endedAt: IsNull() });
  for (const { id } of open) {
    await take(recalling, partLife, { id, action: 'RECALL' }, () => ({ set: { endedAt: recalling.now } }));
  }
}

/** Which of the units are not there, are named twice, or have nothing to do. */
export async function faultIn(handing: Act, parts: readonly PartInput[], leadUnitId: string | null) {
  const ids = [...(leadUnitId ? [leadUnitId] : []), ...unitsOf(parts)];
  if (new Set(ids).size < ids.length) return namedTwice(handing);

  const active = await handing.tx.findBy(Unit, { id: In(ids), active: true });
  const missing = ids.find((id) => !active.some((unit) => unit.id === id));
  if (missing) return notFound(handing, 'Unit', missing);

  for (const { task } of parts) {
    const fault = blank(handing, 'task', task);
    if (fault) return fault;
  }
  return null;
}

/** Refuses what would end a whole before its parts; null when none is open. */
export async function partsStillOpen(ending: Act, caseId: string, parentId: string | null) {
  const open = await ending.tx.findBy(CasePart, {
    caseId,
    endedAt: IsNull(),
    ...(parentId && { parentId }),
  });
  if (open.length === 0) return null;
  return refusal(
    'PartsStillOpen',
    'PARTS_STILL_OPEN',
    say(ending, {
      en: `${open.length} part(s) are not done yet; the whole is done when all are.`,
      zh: `仍有 ${open.length} 个协办部分未办结；全部办结后方可合并办结。`,
    }),
    { parts: open },
  );
}

/** The units that have a part in a case see it. */
export const assistedBy = (
  { assistingUnitIds }: Pick<Case, 'assistingUnitIds'>,
  parts: readonly PartInput[],
) => ({
  assistingUnitIds: [...new Set([...assistingUnitIds, ...unitsOf(parts)])],
});

const unitsOf = (parts: readonly PartInput[]) => parts.map(({ unitId }) => unitId);

const openPartOf = ({ tx, actor }: Act, caseId: string) =>
  actor.unitId ? tx.findOneBy(CasePart, { caseId, unitId: actor.unitId, state: 'SIGNED' }) : null;

/** Only a unit that is at work on the case, or on a part of it, has something to split. */
const notAtWork = (splitting: Act, { id, responsibleUnitId }: Case, own: CasePart | null) =>
  responsibleUnitId === splitting.actor.unitId || own ? null : notFound(splitting, 'Case', id);

const elsewhere =
  (desk: Act) =>
  ({ id, unitId }: CasePart) =>
    unitId === desk.actor.unitId ? null : notFound(desk, 'CasePart', id);

const nothingToSplit = (ctx: Context) =>
  invalidInput(ctx, 'parts', { en: 'Name the parts to split off.', zh: '请填写要拆分的部分。' });

const namedTwice = (ctx: Act) =>
  invalidInput(ctx, 'parts', {
    en: 'Each unit has one part: the responsible unit does not also assist.',
    zh: '每个单位只能承担一个部分；主办单位不能同时为协办单位。',
  });
