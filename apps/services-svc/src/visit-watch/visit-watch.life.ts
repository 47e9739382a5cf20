import type { Life } from '@jinlin/acts';
import type {
  VisitAlertAction,
  VisitAlertState,
  VisitFollowUpAction,
  VisitFollowUpState,
} from '../generated/graphql';
import { VisitAlert, VisitFollowUp } from './visit-watch.entity';
import { visitAlertStates, visitFollowUpStates } from './visit-watch.states';

export const visitAlertLife: Life<VisitAlert, VisitAlertState, VisitAlertAction> = {
  entity: VisitAlert,
  name: 'VisitAlert',
  event: 'visit-alert',
  states: visitAlertStates,
  tell: ({ kind, areaId, communityId, dueAt }) => ({ kind, areaId, communityId, dueAt }),
};

/** What whoever takes needs up as demands must know; the note, and at which door it was, stay with the visitors. */
export const visitFollowUpLife: Life<VisitFollowUp, VisitFollowUpState, VisitFollowUpAction> = {
  entity: VisitFollowUp,
  name: 'VisitFollowUp',
  event: 'visit-follow-up',
  states: visitFollowUpStates,
  tell: ({ visitId, need, communityId, demandId }) => ({ visitId, need, communityId, demandId }),
};
