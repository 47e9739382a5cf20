import type { Life } from '@jinlin/acts';
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
import { Deployment, DeploymentCall, DeploymentShift } from './deployment.entity';
import {
  deploymentCallStates,
  deploymentShiftStates,
  deploymentStates,
  rosterSheetStates,
} from './deployment.states';
import { RosterSheet } from './roster-sheet.entity';

export const deploymentCallLife: Life<DeploymentCall, DeploymentCallState, DeploymentCallAction> = {
  entity: DeploymentCall,
  name: 'DeploymentCall',
  event: 'deployment-call',
  states: deploymentCallStates,
  tell: ({ areaId, fromOn, toOn, needed, signedUp }) => ({ areaId, fromOn, toOn, needed, signedUp }),
};

/** The events of deployments say where to and by which unit, but not who. */
export const deploymentLife: Life<Deployment, DeploymentState, DeploymentAction> = {
  entity: Deployment,
  name: 'Deployment',
  event: 'deployment',
  states: deploymentStates,
  tell: ({ callId, unitId, areaId, fromOn, toOn }) => ({ callId, unitId, areaId, fromOn, toOn }),
};

export const deploymentShiftLife: Life<DeploymentShift, DeploymentShiftState, DeploymentShiftAction> = {
  entity: DeploymentShift,
  name: 'DeploymentShift',
  event: 'deployment-shift',
  states: deploymentShiftStates,
  tell: ({ deploymentId, areaId, startsAt, endsAt }) => ({ deploymentId, areaId, startsAt, endsAt }),
};

export const rosterSheetLife: Life<RosterSheet, RosterSheetState, RosterSheetAction> = {
  entity: RosterSheet,
  name: 'RosterSheet',
  event: 'roster-sheet',
  states: rosterSheetStates,
  tell: ({ callId, unitId, areaId, fromOn, toOn, people, members }) => ({
    callId,
    unitId,
    areaId,
    fromOn,
    toOn,
    people,
    members,
  }),
};
