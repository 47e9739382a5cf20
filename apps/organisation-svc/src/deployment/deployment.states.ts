import { stateMachine } from '@jinlin/state-machine';
import type {
  DeploymentAction,
  DeploymentCallAction,
  DeploymentCallState,
  DeploymentShiftAction,
  DeploymentShiftState,
  DeploymentState,
  RosterSheetAction,
  RosterSheetState,
} from '../generated/graphql';

export const deploymentCallStates = stateMachine<DeploymentCallState, DeploymentCallAction>({
  OPEN: { STAND_DOWN: 'STOOD_DOWN' },
  STOOD_DOWN: {},
});

/** One person's way to the front line and back. Whoever never came is let go, whoever came is released. */
export const deploymentStates = stateMachine<DeploymentState, DeploymentAction>({
  SIGNED_UP: { ASSIGN: 'ASSIGNED', LET_GO: 'LET_GO' },
  ASSIGNED: { ASSIGN: 'ASSIGNED', PLAN_SHIFT: 'ASSIGNED', REPORT_IN: 'ON_DUTY', LET_GO: 'LET_GO' },
  ON_DUTY: { PLAN_SHIFT: 'ON_DUTY', RELEASE: 'RELEASED' },
  RELEASED: {},
  LET_GO: {},
});

export const deploymentShiftStates = stateMachine<DeploymentShiftState, DeploymentShiftAction>({
  PLANNED: { SERVE: 'SERVED', MISS: 'MISSED', CANCEL: 'CANCELLED' },
  SERVED: {},
  MISSED: {},
  CANCELLED: {},
});

export const rosterSheetStates = stateMachine<RosterSheetState, RosterSheetAction>({
  HANDED_IN: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
