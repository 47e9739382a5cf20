import type { Life } from '@jinlin/acts';
import type { ZeroEvaluationAction, ZeroEvaluationState } from '../generated/graphql';
import { ZeroEvaluation } from './zero-evaluation.entity';
import { zeroEvaluationStates } from './zero-evaluation.states';

/** What the acts on evaluations have in common. */
export const zeroEvaluationLife: Life<ZeroEvaluation, ZeroEvaluationState, ZeroEvaluationAction> = {
  entity: ZeroEvaluation,
  name: 'ZeroEvaluation',
  event: 'zero_evaluation',
  states: zeroEvaluationStates,
  tell: ({ areaId, year, score }) => ({ areaId, year, score }),
};
