import type { Life } from '@jinlin/acts';
import type {
  AnnualAssessmentAction,
  AnnualAssessmentState,
  EvaluationRoundAction,
  EvaluationRoundState,
  EvaluationSheetAction,
  EvaluationSheetState,
} from '../generated/graphql';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';
import { annualAssessmentStates, evaluationRoundStates, evaluationSheetStates } from './evaluation.states';

export const evaluationRoundLife: Life<EvaluationRound, EvaluationRoundState, EvaluationRoundAction> = {
  entity: EvaluationRound,
  name: 'EvaluationRound',
  event: 'evaluation-round',
  states: evaluationRoundStates,
  tell: ({ areaId, scheme, year, dueOn }) => ({ areaId, scheme, year, dueOn }),
};

export const annualAssessmentLife: Life<AnnualAssessment, AnnualAssessmentState, AnnualAssessmentAction> = {
  entity: AnnualAssessment,
  name: 'AnnualAssessment',
  event: 'annual-assessment',
  states: annualAssessmentStates,
  tell: ({ roundId, scheme, year, unitId, areaId, composite }) => ({
    roundId,
    scheme,
    year,
    unitId,
    areaId,
    composite: composite ?? null,
  }),
};

/** What sheets say is sealed until the round is closed, so their events say only that they are there. */
export const evaluationSheetLife: Life<EvaluationSheet, EvaluationSheetState, EvaluationSheetAction> = {
  entity: EvaluationSheet,
  name: 'EvaluationSheet',
  event: 'evaluation-sheet',
  states: evaluationSheetStates,
  tell: ({ assessmentId, evaluator, domain }) => ({ assessmentId, evaluator, domain }),
};
