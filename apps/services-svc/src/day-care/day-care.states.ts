import { stateMachine } from '@jinlin/state-machine';
import type { DayCareEnrolmentAction, DayCareEnrolmentState } from '../generated/graphql';

export const dayCareStates = stateMachine<DayCareEnrolmentState, DayCareEnrolmentAction>({
  WAITING: { OFFER: 'OFFERED', WITHDRAW: 'WITHDRAWN' },
  OFFERED: { ACCEPT: 'ENROLLED', WITHDRAW: 'WITHDRAWN', LAPSE: 'LAPSED' },
  ENROLLED: { AGREE_CARE_PLAN: 'ENROLLED', RECORD_ATTENDANCE: 'ENROLLED', END: 'ENDED' },
  ENDED: {},
  WITHDRAWN: {},
  LAPSED: {},
});
