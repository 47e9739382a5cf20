import { stateMachine } from '@jinlin/state-machine';
import type {
  PlannedVisitAction,
  PlannedVisitState,
  VisitRoundAction,
  VisitRoundState,
} from '../generated/graphql';

export const visitRoundStates = stateMachine<VisitRoundState, VisitRoundAction>({
  OPEN: { CLOSE: 'CLOSED' },
  CLOSED: {},
});

export const plannedVisitStates = stateMachine<PlannedVisitState, PlannedVisitAction>({
  PLANNED: { REACH: 'DONE', FAIL: 'NOT_REACHED', DROP: 'DROPPED' },
  DONE: {},
  NOT_REACHED: { REACH: 'DONE' },
  DROPPED: {},
});
