import { stateMachine } from '@jinlin/state-machine';
import type { AppointmentAction, AppointmentState } from '../generated/graphql';

/** The life of an appointment. */
export const appointmentStates = stateMachine<AppointmentState, AppointmentAction>({
  SERVING: { ATTACH_DOCUMENT: 'SERVING', END: 'ENDED' },
  ENDED: {},
});
