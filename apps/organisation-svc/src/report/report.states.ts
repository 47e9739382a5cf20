import { stateMachine } from '@jinlin/state-machine';
import type { ServiceEvaluationState, ServiceReportAction, ServiceReportState } from '../generated/graphql';

/** The life of a report. What was handed in stands. */
export const serviceReportStates = stateMachine<ServiceReportState, ServiceReportAction>({
  DRAFT: { REFRESH: 'DRAFT', SUBMIT: 'SUBMITTED' },
  SUBMITTED: {},
});

/** An evaluation is given, once a year, and stands. */
export const serviceEvaluationStates = stateMachine<ServiceEvaluationState, never>({ GIVEN: {} });
