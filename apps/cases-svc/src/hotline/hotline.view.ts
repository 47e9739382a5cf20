import { statement } from '@jinlin/database';
import { maskIdentity, maskPhone } from '@jinlin/privacy';
import type { Case } from '../case/case.entity';
import { caseStates } from '../case/case.states';
import type { Context } from '../context';
import type { HotlineOrder } from './hotline.entity';
import { steps } from './hotline.steps';

const ORDER = statement(/* SQL */ `
  select case_id as "caseId", number, details, sealed, received_at as "receivedAt"
  from hotline_order where integrator_id = $1 and number = $2
`);

type Found = Pick<HotlineOrder, 'caseId' | 'number' | 'details' | 'sealed' | 'receivedAt'>;

/** An integrator's order by its number, with its case; null when there is none in its reach. */
export async function orderNumbered(ctx: Context, number: string) {
  const [order] = await ctx.read.rows<Found>(ORDER, [ctx.actor?.id, number]);
  const row = order && (await ctx.load.case.load(order.caseId));
  return order && row ? { order, row } : null;
}

/** How an order's case stands, in a few words: the answer to a step. */
export const standing = (number: string, row: Case) => ({
  number,
  caseId: row.id,
  reference: row.reference,
  state: row.state,
  outcome: row.outcome,
  responsibleUnitId: row.responsibleUnitId,
  dueAt: row.dueAt,
  steps: stepsFrom(row),
});

/** All that is told of an order: what the hotline sent, where it was personal masked, and what has become of it. */
export async function orderInFull(ctx: Context, { order, row }: { order: Found; row: Case }) {
  const [area, process] = await Promise.all([ctx.load.area.load(row.areaId), ctx.load.timeline.load(row.id)]);
  const took = (action: string) => process.filter((entry) => entry.action === action);
  const personal = order.sealed && JSON.parse(ctx.vault.open(order.sealed));
  return {
    ...standing(order.number, row),
    receivedAt: order.receivedAt,
    channel: row.channel,
    category: row.category,
    requestType: row.requestType,
    urgency: row.urgency,
    grade: row.grade,
    title: row.title,
    areaCode: area?.code ?? null,
    placing: row.placing,
    ...order.details,
    callerNumber: personal?.callerNumber ? maskPhone(personal.callerNumber) : null,
    reporter: {
      name: row.reporterMaskedName,
      phone: row.reporterMaskedPhone,
      gender: personal?.gender ?? null,
      identityNumber: personal?.identityNumber ? maskIdentity(personal.identityNumber) : null,
      isConfidential: row.isConfidential,
    },
    assistingUnitIds: row.assistingUnitIds,
    firstUnitId: row.firstUnitId,
    dispatchedAt: row.dispatchedAt,
    signedAt: took('SIGN').at(-1)?.at ?? null,
    contactDueAt: row.contactDueAt,
    firstContactAt: row.firstContactAt,
    returns: took('RETURN').map(({ at, reason }) => ({ at, legalBasis: reason })),
    extensions: took('EXTEND').map(({ at, reason }) => ({ at, reason })),
    holds: took('HOLD').map(({ at, reason }) => ({ at, reason })),
    heldSince: row.heldSince,
    holdKind: row.holdKind,
    reviewOn: row.reviewOn,
    supervision: row.alerts,
    handledAt: row.handledAt,
    reply: row.reply,
    repliedAt: took('REPLY').at(-1)?.at ?? null,
    visitedAt: row.visitedAt,
    missedVisits: row.missedVisits,
    visit: row.visitedAt && {
      wasContacted: row.wasContacted,
      wasSolved: row.wasSolved,
      satisfaction: row.satisfaction,
    },
    reopenCount: row.reopenCount,
    closedAt: row.closedAt,
    archivedAt: row.archivedAt,
    process: process.map(({ sequence, action, fromState, toState, at, role, reason, ruleVersion }) => ({
      sequence,
      action,
      fromState,
      toState,
      at,
      role,
      reason,
      ruleVersion,
    })),
  };
}

/** The steps that the state of a case allows, by their names in the address. */
const stepsFrom = ({ state }: Case) => {
  const allowed: readonly string[] = caseStates.actions(state);
  return Object.entries(steps)
    .filter(([, { action }]) => allowed.includes(action))
    .map(([name]) => name);
};
