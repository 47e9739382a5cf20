import type { Life } from '@jinlin/acts';
import type { ServiceEvaluationState, ServiceReportAction, ServiceReportState } from '../generated/graphql';
import { ServiceEvaluation, ServiceReport } from './report.entity';
import { serviceEvaluationStates, serviceReportStates } from './report.states';

/** The events of reports say of which unit, but not who. */
export const serviceReportLife: Life<ServiceReport, ServiceReportState, ServiceReportAction> = {
  entity: ServiceReport,
  name: 'ServiceReport',
  event: 'service-report',
  states: serviceReportStates,
  tell: ({ kind, unitId, year, half }) => ({ kind, unitId, year, half }),
};

/** The events of evaluations tell neither who nor how well. */
export const serviceEvaluationLife: Life<ServiceEvaluation, ServiceEvaluationState, never> = {
  entity: ServiceEvaluation,
  name: 'ServiceEvaluation',
  event: 'service-evaluation',
  states: serviceEvaluationStates,
  tell: ({ unitId, areaId, year }) => ({ unitId, areaId, year }),
};
