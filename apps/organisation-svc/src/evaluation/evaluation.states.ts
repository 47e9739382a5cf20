import { stateMachine } from '@jinlin/state-machine';
import type {
  AnnualAssessmentAction,
  AnnualAssessmentState,
  EvaluationRoundAction,
  EvaluationRoundState,
  EvaluationSheetAction,
  EvaluationSheetState,
} from '../generated/graphql';

/** The life of a round. A score that has been reckoned stands. */
export const evaluationRoundStates = stateMachine<EvaluationRoundState, EvaluationRoundAction>({
  OPEN: { CLOSE: 'CLOSED', WITHDRAW: 'WITHDRAWN' },
  CLOSED: {},
  WITHDRAWN: {},
});

/** The life of an assessment, which ends with its round. */
export const annualAssessmentStates = stateMachine<AnnualAssessmentState, AnnualAssessmentAction>({
  PENDING: { ASSESS: 'ASSESSED', EXCUSE: 'EXCUSED', WITHDRAW: 'WITHDRAWN' },
  ASSESSED: {},
  EXCUSED: {},
  WITHDRAWN: {},
});

/** The life of a sheet; nothing moves any more once its round is closed. */
export const evaluationSheetStates = stateMachine<EvaluationSheetState, EvaluationSheetAction>({
  GIVEN: { REVISE: 'GIVEN', WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
