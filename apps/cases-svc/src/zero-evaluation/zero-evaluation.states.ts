import { stateMachine } from '@jinlin/state-machine';
import type { ZeroEvaluationAction, ZeroEvaluationState } from '../generated/graphql';

/** The life of an evaluation: it stands, and may be corrected. */
export const zeroEvaluationStates = stateMachine<ZeroEvaluationState, ZeroEvaluationAction>({
  GIVEN: { REVISE: 'GIVEN' },
});
