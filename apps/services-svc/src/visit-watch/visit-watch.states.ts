import { stateMachine } from '@jinlin/state-machine';
import type {
  VisitAlertAction,
  VisitAlertState,
  VisitFollowUpAction,
  VisitFollowUpState,
} from '../generated/graphql';

export const visitAlertStates = stateMachine<VisitAlertState, VisitAlertAction>({
  OPEN: { ANSWER: 'ANSWERED', LIFT: 'LIFTED' },
  ANSWERED: {},
  LIFTED: {},
});

export const visitFollowUpStates = stateMachine<VisitFollowUpState, VisitFollowUpAction>({
  OPEN: { CLOSE: 'CLOSED' },
  CLOSED: {},
});
