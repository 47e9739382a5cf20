import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { Summons } from './summons.entity';
import type { Whistle } from './whistle.entity';
import {
  openWhistlesOf,
  whistlePerformance,
  whistlesOfArea,
  whistlesOfUnit,
  whistlesWithin,
} from './whistle.find';
import {
  acknowledgeWhistle,
  appraiseWhistle,
  assignWhistleTask,
  beginActing,
  blowWhistle,
  finishWhistle,
  reportIn,
} from './whistle.service';
import { summonsStates, whistleStates } from './whistle.states';

export const whistleResolvers: Resolvers = {
  Query: {
    whistle: (_, { id }, { load }) => load.whistle.load(id),
    whistles: (_, args, ctx) => whistlesWithin(ctx, args),
  },
  Mutation: {
    blowWhistle: (_, { input }, ctx) => blowWhistle(ctx, input),
    acknowledgeWhistle: (_, { input }, ctx) => acknowledgeWhistle(ctx, input),
    reportIn: (_, { input }, ctx) => reportIn(ctx, input),
    beginActing: (_, { input }, ctx) => beginActing(ctx, input),
    finishWhistle: (_, { input }, ctx) => finishWhistle(ctx, input),
    assignWhistleTask: (_, { input }, ctx) => assignWhistleTask(ctx, input),
    appraiseWhistle: (_, { input }, ctx) => appraiseWhistle(ctx, input),
  },
  Area: {
    whistles: ({ id }, args, ctx) => whistlesOfArea(ctx, id, args),
    openWhistles: ({ id }, _, ctx) => openWhistlesOf(ctx, id),
  },
  Unit: {
    whistles: ({ id }, args, ctx) => whistlesOfUnit(ctx, id, args),
    whistlePerformance: ({ id }, period, ctx) => whistlePerformance(ctx, id, period),
  },
  Case: {
    whistles: ({ id }, _, { load }) => load.whistlesOfCase.load(id),
  },
  Whistle: {
    __resolveReference: ({ id }, { load }) => load.whistle.load(id),
    availableActions: ({ state }) => whistleStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    reason: (row, _, ctx) => reason(ctx, row),
    case: ({ caseId }, _, { load }) => (caseId ? load.case.load(caseId) : null),
    leadUnit: ({ leadUnitId }) => ({ id: leadUnitId }),
    summons: (row, _, ctx) => summonsOf(ctx, row),
    reportedWithoutAction: async (row, _, ctx) => (await summonsOf(ctx, row)).some(reportedWithoutAction),
    appraisal: (row) => appraisal(row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  Summons: {
    unit: ({ unitId }) => ({ id: unitId }),
    isLead: async ({ whistleId, unitId }, _, { load }) =>
      (await load.whistle.load(whistleId))?.leadUnitId === unitId,
    availableActions: ({ state }) => summonsStates.actions(state).filter((action) => action !== 'STAND_DOWN'),
    acknowledgement: (row, _, { now }) => step(row, row.acknowledgeDueAt, row.acknowledgedAt, now),
    arrival: (row, _, { now }) => step(row, row.arriveDueAt, row.arrivedAt, now),
    disposal: (row, _, { now }) => step(row, row.disposeDueAt, row.finishedAt, now),
    reportedWithoutAction: (row) => reportedWithoutAction(row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

function reason(ctx: Context, { localityCode, reason: key, blownAt }: Whistle) {
  const known = ctx.localities
    .named(localityCode)
    .whistleReasons(blownAt)
    .find((listed) => listed.key === key);
  return { key, label: known ? say(ctx, known.title) : key };
}

/** The units' parts, the accountable one first. */
async function summonsOf({ load }: Context, { id, leadUnitId }: Whistle) {
  const summons = await load.summonsOfWhistle.load(id);
  return summons.toSorted((a, b) => Number(b.unitId === leadUnitId) - Number(a.unitId === leadUnitId));
}

/** A unit that was told to stand down in time owes the step no more. */
const step = ({ stoodDownAt }: Summons, dueAt: Date | null, at: Date | null, now: Date) => ({
  dueAt,
  at,
  isLate: dueAt !== null && (at ?? stoodDownAt ?? now) > dueAt,
});

const reportedWithoutAction = ({ arrivedAt, actingSince }: Summons) =>
  arrivedAt !== null && actingSince === null;

const appraisal = ({ score, remark, appraisedAt }: Whistle) =>
  score !== null && appraisedAt ? { score, remark, at: appraisedAt } : null;
