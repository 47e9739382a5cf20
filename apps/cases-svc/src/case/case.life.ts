import type { Life } from '@jinlin/acts';
import type { CaseAction, CaseState } from '../generated/graphql';
import { Case } from './case.entity';
import { caseStates } from './case.states';

/** What the acts on cases, and the loading of cases, have in common. Events tell no texts and no names. */
export const caseLife: Life<Case, CaseState, CaseAction> = {
  entity: Case,
  name: 'Case',
  event: 'case',
  states: caseStates,
  tell: ({ reference, areaId, category, channel, urgency, responsibleUnitId, outcome, dueAt }) => ({
    reference,
    areaId,
    category,
    channel,
    urgency,
    responsibleUnitId,
    outcome,
    dueAt,
  }),
};
