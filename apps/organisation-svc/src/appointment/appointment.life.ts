import type { Life } from '@jinlin/acts';
import type { AppointmentAction, AppointmentState } from '../generated/graphql';
import { Appointment } from './appointment.entity';
import { appointmentStates } from './appointment.states';

/** What the acts on appointments, and the loading of appointments, have in common. */
export const appointmentLife: Life<Appointment, AppointmentState, AppointmentAction> = {
  entity: Appointment,
  name: 'Appointment',
  event: 'appointment',
  states: appointmentStates,
  tell: ({ personId, post, areaId, unitId, partyOrganisationId, fromOn, toOn }) => ({
    personId,
    post,
    areaId,
    unitId,
    partyOrganisationId,
    fromOn,
    toOn,
  }),
};
