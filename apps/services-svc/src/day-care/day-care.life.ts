import type { Life } from '@jinlin/acts';
import type { DayCareEnrolmentAction, DayCareEnrolmentState } from '../generated/graphql';
import { DayCareEnrolment } from './day-care.entity';
import { dayCareStates } from './day-care.states';

/** Events tell of places, never of who has them. */
export const dayCareLife: Life<DayCareEnrolment, DayCareEnrolmentState, DayCareEnrolmentAction> = {
  entity: DayCareEnrolment,
  name: 'DayCareEnrolment',
  event: 'day-care-enrolment',
  states: dayCareStates,
  tell: ({ siteId, areaId, rank, ruleVersion }) => ({ siteId, areaId, rank, ruleVersion }),
};
