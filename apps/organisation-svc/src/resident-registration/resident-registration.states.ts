import { stateMachine } from '@jinlin/state-machine';
import type { ResidentRegistrationAction, ResidentRegistrationState } from '../generated/graphql';

/** The life of a registration by house code. Only what the grid has confirmed counts. */
export const residentRegistrationStates = stateMachine<ResidentRegistrationState, ResidentRegistrationAction>(
  {
    SUBMITTED: { CONFIRM: 'CONFIRMED', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
    CONFIRMED: { END: 'ENDED' },
    REJECTED: {},
    WITHDRAWN: {},
    ENDED: {},
  },
);
