import { stateMachine } from '@jinlin/state-machine';
import type { PlanItemAction, PlanItemState } from '../generated/graphql';

/** The life of an item of a plan. The first report begins it. */
export const planItemStates = stateMachine<PlanItemState, PlanItemAction>({
  PLANNED: { REPORT: 'RUNNING', CANCEL: 'CANCELLED' },
  RUNNING: { REPORT: 'RUNNING', FINISH: 'DONE', CANCEL: 'CANCELLED' },
  DONE: {},
  CANCELLED: {},
});
