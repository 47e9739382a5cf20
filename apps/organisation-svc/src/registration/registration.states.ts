import { stateMachine } from '@jinlin/state-machine';
import type { RegistrationAction, RegistrationState } from '../generated/graphql';

/** The life of a registration. Whoever comes back registers anew. */
export const registrationStates = stateMachine<RegistrationState, RegistrationAction>({
  ACTIVE: { ASSIGN: 'ACTIVE', END: 'ENDED' },
  ENDED: {},
});
