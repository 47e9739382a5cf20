import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type {
  AcceptMediationInput,
  ApplyForMediationInput,
  BeginMediationInput,
  DeclineMediationInput,
  FailMediationInput,
  MediationAction,
  TransferMediationInput,
  WithdrawMediationInput,
} from '../generated/graphql';
import { unknownUnit, unlisted } from '../guards';
import { Mediator } from '../mediator/mediator.entity';
import { callOffSessions, elsewhere, unknownCourt } from './mediation.desk';
import { Mediation } from './mediation.entity';
import { mediationLife } from './mediation.life';
import { asAsked, faultOfParties, peopleAmong, saveParties, unitsAmong } from './mediation.parties';

export const applyForMediation = (ctx: Context, input: ApplyForMediationInput) =>
  act(ctx, Mediation, 'applyForMediation', input, async (applying) => {
    const { caseId, areaId, clientKey, ...dispute } = input;
    if (caseId) {
      const origin = await applying.tx.findOneBy(Case, { id: caseId });
      if (!origin) return notFound(ctx, 'Case', caseId);
      return openMediation(ctx, applying, { ...dispute, caseId, areaId: origin.areaId });
    }

    if (!areaId) return nowhere(ctx);
    const area = await applying.tx.findOneBy(Area, { id: areaId });
    if (!area || !mayApplyAt(applying, area)) return notFound(ctx, 'Area', areaId);
    return openMediation(ctx, applying, { ...dispute, areaId });
  });

/** A dispute as it comes in: where it is, what it came out of, and whose it is. */
export interface Dispute
  extends Pick<ApplyForMediationInput, 'kind' | 'unitId' | 'disputeType' | 'summary' | 'parties'> {
  areaId: string;
  caseId?: string;
  deliberationId?: string;
}

/** Begins a mediation within another act, such as a deliberation that hands its dispute over (F15). */
export async function openMediation(ctx: Context, applying: Act, dispute: Dispute) {
  const { areaId, caseId, deliberationId, disputeType, summary } = dispute;
  const kind = dispute.kind ?? 'PEOPLE';
  const unitId = dispute.unitId ?? null;
  const area = await applying.tx.findOneBy(Area, { id: areaId });
  if (!area || area.validTo) return notFound(ctx, 'Area', areaId);

  const rules = ctx.localities.of(area.code);
  const parties = asAsked(applying, dispute.parties);
  const fault =
    unlisted(ctx, 'disputeType', rules.mediation(ctx.now)?.disputeTypes ?? [], disputeType) ??
    blank(ctx, 'summary', summary) ??
    (await faultOfDesk(ctx, applying, { kind, unitId, localityCode: rules.code })) ??
    (await faultOfParties(applying, parties));
  if (fault) return fault;

  const applied = await begin(applying, mediationLife, 'APPLY', {
    reference: await nextReference(applying, rules.code),
    localityCode: rules.code,
    state: 'APPLIED',
    kind,
    disputeType,
    summary: summary.trim(),
    caseId: caseId ?? null,
    deliberationId: deliberationId ?? null,
    areaId,
    areaPath: area.path,
    unitId,
    unitIds: withUnits(unitsAmong(parties), unitId, applying.actor.unitId),
    partyPersonIds: peopleAmong(parties),
    transfers: [],
    appliedAt: ctx.now,
  });
  await saveParties(applying, ctx, applied.id, parties);
  return applied;
}

export const acceptMediation = (ctx: Context, input: AcceptMediationInput) =>
  act(ctx, Mediation, 'acceptMediation', input, async (accepting) => {
    const { id, mediatorId } = input;
    const mediator = await accepting.tx.findOneBy(Mediator, { id: mediatorId, state: 'SERVING' });
    return take(
      accepting,
      mediationLife,
      {
        id,
        action: 'ACCEPT',
        unless: (row) =>
          elsewhere(accepting)(row) ??
          (mediator && mayLead(mediator, row) ? null : notFound(ctx, 'Mediator', mediatorId)),
      },
      ({ localityCode }) => {
        const rule = ctx.localities.named(localityCode).mediation(ctx.now);
        const dueAt = rule?.dueAt(ctx.now) ?? null;
        const ruleVersion = rule?.ruleVersion ?? null;
        return {
          set: { mediatorId, acceptedAt: ctx.now, dueAt, ruleVersion },
          ruleVersion,
          facts: { mediatorId, dueAt },
        };
      },
    );
  });

export const declineMediation = (ctx: Context, input: DeclineMediationInput) =>
  act(ctx, Mediation, 'declineMediation', input, (declining) => end(declining, 'DECLINE', input));

export const transferMediation = (ctx: Context, input: TransferMediationInput) =>
  act(ctx, Mediation, 'transferMediation', input, async (transferring) => {
    const { id, kind, reason } = input;
    const unitId = input.unitId ?? null;
    const transferred = await take(
      transferring,
      mediationLife,
      {
        id,
        action: 'TRANSFER',
        unless: async (row) =>
          elsewhere(transferring)(row) ??
          blank(ctx, 'reason', reason) ??
          (await faultOfDesk(ctx, transferring, { kind, unitId, localityCode: row.localityCode })) ??
          (row.kind === kind && row.unitId === unitId ? thereAlready(ctx) : null),
      },
      ({ kind: fromKind, unitId: fromUnitId, unitIds, transfers }) => {
        const step = { fromKind, toKind: kind, fromUnitId, toUnitId: unitId };
        const at = ctx.now.toISOString();
        return {
          set: {
            kind,
            unitId,
            unitIds: withUnits(unitIds, unitId),
            transfers: [...transfers, { ...step, at, reason: reason.trim() }],
            mediatorId: null,
            acceptedAt: null,
            dueAt: null,
          },
          reason: reason.trim(),
          facts: step,
        };
      },
    );
    if (transferred instanceof Mediation) await callOffSessions(transferring, id);
    return transferred;
  });

export const beginMediation = (ctx: Context, input: BeginMediationInput) =>
  act(ctx, Mediation, 'beginMediation', input, (beginning) =>
    take(beginning, mediationLife, { id: input.id, action: 'BEGIN', unless: elsewhere(beginning) }),
  );

export const failMediation = (ctx: Context, input: FailMediationInput) =>
  act(ctx, Mediation, 'failMediation', input, (failing) => end(failing, 'FAIL', input));

export const withdrawMediation = (ctx: Context, input: WithdrawMediationInput) =>
  act(ctx, Mediation, 'withdrawMediation', input, (withdrawing) => end(withdrawing, 'WITHDRAW', input));

/** Ends a mediation without an agreement. A resident who sees it is a party to it, and may withdraw. */
async function end(
  ending: Act,
  action: Extract<MediationAction, 'DECLINE' | 'FAIL' | 'WITHDRAW'>,
  { id, reason }: { id: string; reason: string },
) {
  const ended = await take(
    ending,
    mediationLife,
    {
      id,
      action,
      unless: (row) =>
        (ending.actor.role === 'RESIDENT' ? null : elsewhere(ending)(row)) ?? blank(ending, 'reason', reason),
    },
    () => ({ set: { endedAt: ending.now }, reason: reason.trim() }),
  );
  if (ended instanceof Mediation) await callOffSessions(ending, id);
  return ended;
}

const mayApplyAt = ({ actor, scope }: Act, { path }: Area) =>
  actor.role === 'RESIDENT' ? actor.personId !== null : liesIn(path, scope.areaPath);

/** A mediator leads what lies at their own organisation's desk, where they serve. */
const mayLead = (mediator: Mediator, { kind, unitId, areaPath }: Mediation) =>
  mediator.kind === kind && mediator.unitId === unitId && liesIn(areaPath, mediator.areaPath);

const withUnits = (unitIds: readonly string[], ...more: (string | null)[]) => [
  ...new Set([...unitIds, ...more.filter((id) => id !== null)]),
];

async function nextReference({ tx, now }: Act, localityCode: string) {
  const [{ count }] = await tx.query(`select nextval('mediation_reference') as count`);
  return `${localityCode}-TJ-${dateIn(now).slice(0, 4)}-${String(count).padStart(6, '0')}`;
}

/** Only the people's mediation committee of the area needs no name; what goes to court goes to one of the locality. */
async function faultOfDesk(
  ctx: Context,
  act: Act,
  { kind, unitId, localityCode }: Pick<Mediation, 'kind' | 'unitId' | 'localityCode'>,
) {
  if (!unitId) return kind === 'PEOPLE' ? null : deskless(act);
  return kind === 'JUDICIAL' ? unknownCourt(ctx, act, localityCode, unitId) : unknownUnit(act, unitId);
}

const nowhere = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'Say where the dispute is: by its case or by its area.',
    zh: '请以来源事项或所在区域说明纠纷地点。',
  });

const deskless = (act: Act) =>
  invalidInput(act, 'unitId', {
    en: 'Administrative and judicial mediation need the office or court that mediates.',
    zh: '行政调解、司法调解须指明调解机关或法院。',
  });

const thereAlready = (ctx: Context) =>
  invalidInput(ctx, 'unitId', { en: 'The dispute lies there already.', zh: '纠纷已在该处。' });
