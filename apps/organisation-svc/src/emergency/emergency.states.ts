import { stateMachine } from '@jinlin/state-machine';
import type { EmergencyPeriodAction, EmergencyPeriodState } from '../generated/graphql';

/** The life of an emergency. Past its last day it holds no longer, ended or not. */
export const emergencyPeriodStates = stateMachine<EmergencyPeriodState, EmergencyPeriodAction>({
  CALLED: { EXTEND: 'CALLED', END: 'ENDED' },
  ENDED: {},
});
