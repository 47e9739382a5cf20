import type { Life } from '@jinlin/acts';
import type { RegistrationAction, RegistrationState } from '../generated/graphql';
import { Registration } from './registration.entity';
import { registrationStates } from './registration.states';

/** What the acts on registrations have in common. Their events say where, and of which unit, but not who. */
export const registrationLife: Life<Registration, RegistrationState, RegistrationAction> = {
  entity: Registration,
  name: 'Registration',
  event: 'registration',
  states: registrationStates,
  tell: ({ kind, unitId, areaId, fromOn, toOn }) => ({ kind, unitId, areaId, fromOn, toOn }),
};
