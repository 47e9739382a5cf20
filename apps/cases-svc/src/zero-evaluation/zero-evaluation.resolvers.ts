import { dateIn } from '@jinlin/calendar';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { fourZerosOf } from '../safety/safety.find';
import type { ZeroEvaluation } from './zero-evaluation.entity';
import { evaluateZeros, reviseZeroEvaluation } from './zero-evaluation.service';
import { zeroEvaluationStates } from './zero-evaluation.states';

export const zeroEvaluationResolvers: Resolvers = {
  Mutation: {
    evaluateZeros: (_, { input }, ctx) => evaluateZeros(ctx, input),
    reviseZeroEvaluation: (_, { input }, ctx) => reviseZeroEvaluation(ctx, input),
  },
  Area: {
    zeroEvaluations: ({ id }, _, ctx) => evaluationsOf(ctx, id),
  },
  ZeroEvaluation: {
    availableActions: ({ state }) => zeroEvaluationStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    zeros: (row, _, ctx) => fourZerosOf(ctx, row.areaId, { asOf: lastDayOf(row) }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function evaluationsOf({ load, scope }: Context, areaId: string) {
  const area = await load.area.load(areaId);
  return area && liesIn(area.path, scope.areaPath) ? load.zeroEvaluationsOfArea.load(areaId) : null;
}

/** The last day of its year, or the day of the evaluation when that came first. */
const lastDayOf = ({ year, evaluatedAt }: ZeroEvaluation) =>
  [`${year}-12-31`, dateIn(evaluatedAt)].toSorted()[0]!;
