import type { Life } from '@jinlin/acts';
import type { ResidentRegistrationAction, ResidentRegistrationState } from '../generated/graphql';
import { ResidentRegistration } from './resident-registration.entity';
import { residentRegistrationStates } from './resident-registration.states';

/** What the acts on registrations by house code have in common. Events tell of no person. */
export const residentRegistrationLife: Life<
  ResidentRegistration,
  ResidentRegistrationState,
  ResidentRegistrationAction
> = {
  entity: ResidentRegistration,
  name: 'ResidentRegistration',
  event: 'resident-registration',
  states: residentRegistrationStates,
  tell: ({ areaId, kind, registeredOn }) => ({ areaId, kind, registeredOn }),
};
